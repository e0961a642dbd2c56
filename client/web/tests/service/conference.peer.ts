// A whole conference against the native server: created, checked in to, opened, voted in, closed, counted and audited from here, and
// audited by the native client too.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { audit } from "../../src/audit/audit";
import { MineCheck } from "../../src/check/mine_check";
import { mineProofText, parseMineKey } from "../../src/check/mine_text";
import { type Bytes, equal, fromUtf8, sha256, toHex } from "../../src/crypto/bytes";
import { NoteKeyType, parseVkey } from "../../src/crypto/note";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { Kind, Level } from "../../src/election/bodies";
import { challenge, challengeText, checkNoted, parseChallenge } from "../../src/election/challenge";
import { trackerCharacters } from "../../src/crypto/crockford";
import { electionIdOf, encodeBody, makeEntry } from "../../src/election/entry";
import { sealNamedRoll } from "../../src/election/named_roll";
import { loadBulk } from "../../src/election/verify";
import type { Progress } from "../../src/gen/service_pb";
import { type BallotReceipt, castBallot, checkReceipt, receiptText } from "../../src/service/cast";
import { type ConferenceAddress, parseSlipLink, slipLink, urlOf } from "../../src/service/conference_address";
import { Device, type DeviceStorage } from "../../src/service/device";
import {
    credentialPayload,
    type DeviceCredential,
    readCredentialPayload,
} from "../../src/service/device_credential";
import { Replica } from "../../src/service/follow";
import { browserNetwork, getFile, logOf, type Network, NetworkError } from "../../src/service/network";
import { Session } from "../../src/service/session";
import { drawKey, rollBody, testManifest, testRoll, TestTrustee } from "../support/conference";
import { native } from "../support/native";
import { startServer, type TestServer } from "../support/server";
import { must } from "../support/vectors";

const organizer = drawKey();
const trustees = [new TestTrustee(1), new TestTrustee(2)];
const slips = testRoll(7);
const rollKey = SecretBytes.draw(32);
let server: TestServer;
let address: ConferenceAddress;
let logVkey: string;
let electionId: Bytes;
let session: Session;
let replica: Replica;
const told: Progress[] = [];

beforeAll(async () => {
    server = await startServer(organizer.publicKey);
});
afterAll(async () => {
    session.close();
    await server.stop();
});

async function submit(entry: Bytes): Promise<void> {
    const { index } = must(await session.submit(entry));
    must(await replica.updatePast(Number(index)));
}
const byOrganizer = <K extends Kind>(kind: K, body: Parameters<typeof makeEntry<K>>[2]) =>
    makeEntry(electionId, kind, body, [organizer]);

test("the organizer creates a conference, with roll, named roll and board", async () => {
    const founding = Session.withServer(server.url);
    const created = must(await founding.create(organizer));
    founding.close();
    address = { server: server.url, id: created.conference };
    logVkey = created.logVkey;
    session = Session.withConference(address);

    const manifest = testManifest(organizer, logVkey, created.boxKey);
    electionId = electionIdOf(encodeBody(Kind.manifest, manifest));
    replica = new Replica(logOf(browserNetwork, address), electionId, undefined, await loadBulk());
    await submit(byOrganizer(Kind.manifest, manifest));
    session.follow({ progress: (progress) => told.push(progress) });
    await submit(byOrganizer(Kind.roll, rollBody(manifest.nonce, slips)));
    const people = slips.map(({ person }) => person);
    must(await session.upload(organizer, "named-roll", sealNamedRoll(rollKey, people)));

    const tokens = must(await session.invite(organizer, 2));
    for (const [i, trustee] of trustees.entries()) must(await session.join(tokens[i] ?? "", trustee.card));
    const stranger = { name: "Người lạ", signKey: drawKey().publicKey, boxKey: drawKey().publicKey };
    expect((await session.join(tokens[0] ?? "", stranger)).ok).toBe(false); // a token is used up
    const cards = must(await session.keyCards(organizer));
    expect(cards.map(({ name }) => name).sort()).toEqual(trustees.map(({ card }) => card.name).sort());
    await submit(
        byOrganizer(Kind.board, {
            trustees: trustees.map(({ card }) => ({ $typeName: "vouch.v1.Trustee" as const, ...card })),
        }),
    );
    expect(replica.state.summoned).toBe(7);
});

test("a large document goes up in parts and comes down whole", async () => {
    const document = SecretBytes.draw(200_000).bytes;
    const name = `documents/${toHex(sha256(document))}`;
    must(await session.upload(organizer, name, document));
    const fetched = await getFile(browserNetwork, address, `/${name}`, 1 << 20);
    expect(fetched && equal(fetched, document)).toBe(true);
    await expect(getFile(browserNetwork, address, `/${name}`, 1000)).rejects.toThrow(NetworkError);
    expect(await getFile(browserNetwork, address, "/documents/none", 1000)).toBeUndefined();
});

test("the board makes its key", async () => {
    for (const trustee of trustees) await submit(trustee.deal(replica.state));
    for (const trustee of trustees) await submit(trustee.acknowledge(replica.state));
    expect(replica.state.ceremony?.acknowledged.size).toBe(2);
});

const kept = new Map<number, { credential?: Uint8Array; ballots: Bytes[]; receipts: BallotReceipt[] }>();
let lastSealing = 0n;
function storageOf(number: number): DeviceStorage {
    const mine: { credential?: Uint8Array; ballots: Bytes[]; receipts: BallotReceipt[] } = {
        ballots: [],
        receipts: [],
    };
    kept.set(number, mine);
    return {
        credential: (credential) => {
            mine.credential = credentialPayload(credential).bytes.slice();
            return Promise.resolve(credential);
        },
        nextSealing: () => Promise.resolve(++lastSealing),
        ballot: (body) => {
            mine.ballots.push(body);
            return Promise.resolve(body);
        },
        receipt: (receipt) => {
            mine.receipts.push(receipt);
            return Promise.resolve();
        },
    };
}
const devices: Device[] = [];
const anchor = () => replica.state.slipAnchor ?? new Uint8Array();

test("participants scan their slips, are greeted, and check in", async () => {
    for (const { person, code } of slips.slice(0, 6)) {
        const printed = slipLink({
            conference: address,
            anchor: anchor(),
            number: person.number,
            code,
            rollKey,
        });
        const slip = must(parseSlipLink(printed));
        const device = must(await Device.scan(slip, storageOf(person.number)));
        const greeted = must(await device.who());
        expect([greeted.name, greeted.unit]).toEqual([person.name, person.unit]);
        expect(device.checkedIn).toBe(false);
        must(await device.checkIn());
        devices.push(device);
    }
    must(await replica.update());
    expect(replica.state.enrolled).toBe(6);
});

test("a slip is refused once its number is taken, and with another code", async () => {
    const [first, second] = slips;
    if (!first || !second) throw new Error("no slips");
    const link = (number: number, code: SecretBytes) =>
        must(parseSlipLink(slipLink({ conference: address, anchor: anchor(), number, code, rollKey })));
    expect(await Device.scan(link(1, first.code), storageOf(101))).toMatchObject({
        reason: Reason.numberTaken,
    });
    expect(await Device.scan(link(7, second.code), storageOf(102))).toMatchObject({
        reason: Reason.badSignature,
    });
    expect(await Device.scan(link(70, second.code), storageOf(103))).toMatchObject({
        reason: Reason.notOnTheRoll,
    });
    const seventh = slips[6]?.code ?? second.code;
    const another = { ...link(7, seventh), anchor: new Uint8Array(32) };
    expect(await Device.scan(another, storageOf(104))).toMatchObject({ reason: Reason.notFitting });
});

async function everybodyConfirms(): Promise<void> {
    for (const trustee of trustees) await submit(trustee.confirm(replica.state));
}
async function freezeAnd(kind: Kind.open | Kind.close): Promise<void> {
    const { index, root } = must(await session.freeze(organizer));
    must(await replica.updatePast(Number(index) - 1));
    expect(equal(root, replica.state.log.root())).toBe(true);
    const ends = { index, root, statedTime: 1n };
    await submit(
        kind === Kind.open ? byOrganizer(kind, { ...ends, overrideReason: "" }) : byOrganizer(kind, ends),
    );
}

test("the vote is opened and confirmed", async () => {
    const early = devices[0]?.view.opening();
    expect(early).toMatchObject({ ok: false, reason: Reason.tooEarly });
    await freezeAnd(Kind.open);
    await everybodyConfirms();
    expect(replica.state.openConfirmed).toBe(true);
});

const levelsOf = (i: number) => [i % 4, (i + 1) % 4];

test("participants seal, challenge, cast and get receipts", async () => {
    for (const [i, device] of devices.entries()) {
        must(await device.update());
        must(device.prepare());
        if (i === 0) {
            const challenged = must(await device.seal([Level.high, Level.low]));
            const noted = trackerCharacters(challenged.tracker.tracker);
            const shown = must(parseChallenge(challengeText(challenge(challenged))));
            const opening = must(device.view.opening());
            expect(must(checkNoted(opening, noted, shown))).toEqual([Level.high, Level.low]);
            expect(
                checkNoted(opening, noted.replace(/^./, noted.startsWith("0") ? "1" : "0"), shown).ok,
            ).toBe(false);
        }
        const sealed = must(await device.seal(levelsOf(i)));
        const receipt = must(await device.cast(sealed.body));
        expect(receipt.tracker).toEqual(sealed.tracker.tracker);
        expect(kept.get(i + 1)?.ballots).toEqual([sealed.body]);
        const { tracker, body, proof } = receipt;
        expect(JSON.parse(receiptText(receipt))).toEqual({
            tracker: toHex(tracker),
            ballot: toHex(body),
            proof,
        });
        const forged = { ...receipt, tracker: new Uint8Array(32) };
        expect(checkReceipt(forged, device.view.state).ok).toBe(false);
        const again = must(await device.cast(sealed.body)); // a lost reply is no lost ballot
        expect(again.tracker).toEqual(receipt.tracker);
    }
});

test("a device that comes back changes its vote, and finds both ballots in the log", async () => {
    const payload = kept.get(2)?.credential;
    if (!payload) throw new Error("nothing was kept");
    const credential: DeviceCredential = must(readCredentialPayload(SecretBytes.take(payload)));
    const device = must(await Device.resume(address, credential, storageOf(2)));
    expect(device.checkedIn).toBe(true);
    expect(device.view.ownBallots.length).toBe(1);
    expect((await device.seal([Level.high, Level.high])).ok).toBe(false); // a copy names no board
    must(device.giveFingerprint(replica.state.fingerprintHash ?? new Uint8Array()));
    const sealed = must(await device.seal([Level.high, Level.high]));
    const receipt = must(await device.cast(sealed.body));
    must(await device.update());
    expect(device.view.ownBallots.map(({ revision }) => revision)).toEqual([0, 1]);
    expect(device.view.ownBallots.at(-1)?.tracker).toEqual(receipt.tracker);
});

/** The native program checks whose a tracker is; `answer` is what the person's device makes of its key. */
async function nativeAuditMine(number: number, tracker: Bytes, answer: (key: string) => string) {
    const folder = mkdtempSync(join(tmpdir(), "vouch-peer-"));
    writeFileSync(join(folder, "log.vkey"), logVkey + "\n");
    const where = [urlOf(address), "--vkey", join(folder, "log.vkey"), "--pin", server.pin];
    const what = ["--number", String(number), "--tracker", toHex(tracker), "--json"];
    const program = spawn(native("vouch"), ["audit", "mine", ...where, ...what]);
    let said = "";
    let answered = false;
    let asked = "";
    program.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    program.stderr.on("data", (chunk: Buffer) => {
        asked += chunk.toString();
        const key = /--key (\S+)\n/.exec(asked)?.[1];
        if (key === undefined || answered) return;
        answered = true;
        program.stdin.end(answer(key) + "\n");
    });
    const code = await new Promise((resolve) => program.once("close", resolve));
    rmSync(folder, { recursive: true });
    return { code, said };
}
const answerOf = (device: Device | undefined) => (key: string) => {
    if (!device) throw new Error("no device");
    return mineProofText(must(device.proveMine(must(parseMineKey(key)))));
};

test("a tracker is proven to be one's own, to the native program and to another browser", async () => {
    const [first, second] = devices;
    await first?.update();
    await second?.update();
    const tracker = (device: Device | undefined, at: number) =>
        device?.view.ownBallots[at]?.tracker ?? new Uint8Array();
    const cases = [
        { of: 1, by: first, tracker: tracker(first, 0), standing: "counted" },
        { of: 2, by: second, tracker: tracker(second, 0), standing: "superseded" },
        { of: 2, by: second, tracker: tracker(second, 1), standing: "counted" },
        { of: 1, by: second, tracker: tracker(first, 0), standing: undefined },
        { of: 2, by: second, tracker: tracker(first, 0), standing: undefined },
    ];
    for (const { of, by, tracker, standing } of cases) {
        const { code, said } = await nativeAuditMine(of, tracker, answerOf(by));
        expect(code === 0, said).toBe(standing !== undefined);
        if (standing !== undefined) expect(JSON.parse(said)).toEqual({ number: of, standing });
        else expect(said).toBe("");

        const check = must(MineCheck.of(logOf(browserNetwork, address), of, trackerCharacters(tracker)));
        const asked = await check.ask();
        if (asked.what !== "key") throw new Error(asked.what);
        expect(await check.conclude(answerOf(by)(asked.text))).toMatchObject(
            standing === undefined
                ? { what: "whose", proven: false }
                : { what: "whose", proven: true, number: of, superseded: standing === "superseded" },
        );
    }
});

test("the same envelope goes again where the connection breaks, and a stranger's refusal counts for nothing", async () => {
    const [device] = devices;
    if (!device) throw new Error("no device");
    let opened = 0;
    const breaking: Network = {
        fetch: (url, options) => browserNetwork.fetch(url, options),
        openSocket: (url) => {
            const socket = browserNetwork.openSocket(url);
            if (++opened === 1)
                queueMicrotask(() => {
                    socket.close();
                });
            return socket;
        },
    };
    const body = kept.get(1)?.ballots[0];
    if (!body) throw new Error("no ballot");
    expect((await castBallot(address, device.view.state, body, breaking)).ok).toBe(true);
    expect(opened).toBe(2);
    const changed = body.slice();
    changed[100] = (changed[100] ?? 0) ^ 1;
    const refused = await castBallot(address, device.view.state, changed);
    expect(refused.ok).toBe(false); // signed by the log, or it would be a bad signature
    expect(refused).not.toMatchObject({ reason: Reason.badSignature });
});

test("the vote is closed, counted and announced", async () => {
    await freezeAnd(Kind.close);
    await everybodyConfirms();
    for (const device of devices) {
        must(await device.update());
        expect(device.view.closeConfirmed).toBe(true);
    }
    for (const trustee of trustees) await submit(trustee.decrypt(replica.state));
    expect(replica.state.phase).toBe("published");
    const votes = devices.map((_, i) => (i === 1 ? [Level.high, Level.high] : levelsOf(i)));
    for (const [j, line] of (replica.state.result ?? []).entries()) {
        const of = (level: Level) => votes.filter((levels) => levels[j] === level).length;
        expect(line).toMatchObject({
            high: of(Level.high),
            medium: of(Level.medium),
            low: of(Level.low),
            blank: of(Level.blank),
        });
    }
    const lines = (replica.state.result ?? []).map((line) => ({
        $typeName: "vouch.v1.ResultLine" as const,
        ...line,
    }));
    await submit(byOrganizer(Kind.announcement, { lines }));
    expect(replica.state.announced).toBe(true);
});

test("whoever follows was told of it", async () => {
    await vi.waitFor(() => {
        expect(told.at(-1)?.phase).toBe("published");
    }, 60_000);
    expect(told.length).toBeGreaterThan(3);
});

test("both audits hold, and agree on what was counted", async () => {
    const vkey = must(parseVkey(logVkey, NoteKeyType.log));
    const results = await getFile(browserNetwork, address, "/results.json", 1 << 20);
    const report = await audit(logOf(browserNetwork, address), vkey, {
        sum: await loadBulk(),
        resultsJson: must(fromUtf8(results ?? new Uint8Array())),
        namedRoll: slips.map(({ person }) => person),
    });
    const others = report.checks.filter(({ verdict }) => verdict !== "holds"); // there is no witness
    expect(others.map(({ name, verdict }) => [name, verdict])).toEqual([["cosignatures", "nothing yet"]]);
    expect(report.holds).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), "vouch-peer-"));
    writeFileSync(join(folder, "log.vkey"), logVkey + "\n");
    const url = `${address.server}/c/${address.id}`;
    const asked = ["audit", "verify", url, "--vkey", join(folder, "log.vkey"), "--pin", server.pin, "--json"];
    const told = JSON.parse(execFileSync(native("vouch"), asked, { encoding: "utf8" })) as {
        holds: boolean;
        fingerprint: string;
        result: { high: number; medium: number; low: number; blank: number; outcome: string }[];
    };
    rmSync(folder, { recursive: true });
    expect(told.holds).toBe(true);
    expect(told.fingerprint).toBe(report.fingerprint);
    expect(
        told.result.map(({ high, medium, low, blank, outcome }) => ({ high, medium, low, blank, outcome })),
    ).toEqual(report.state.result);
});
