// A participant's device over a published log: its slip's anchor, the fingerprint that it asks for, and sealing.
import { beforeAll, describe, expect, test } from "vitest";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { decodeBallot } from "../../src/election/ballot";
import { Kind, Level } from "../../src/election/bodies";
import { makeEntry } from "../../src/election/entry";
import { readCode } from "../../src/election/enrolment";
import { slipAnchor } from "../../src/election/fingerprint";
import { loadBulk, verifyBallots } from "../../src/election/verify";
import { SigningKey } from "../../src/crypto/signature";
import { conferenceAddress, type SlipLink } from "../../src/service/conference_address";
import { Device, type DeviceStorage } from "../../src/service/device";
import {
    credentialPayload,
    type DeviceCredential,
    readCredentialPayload,
} from "../../src/service/device_credential";
import type { Network } from "../../src/service/network";
import { credentialOf } from "../support/election";
import { logEntries, logVector } from "../support/log";
import { signedLog } from "../support/tampered";
import { bytes, must } from "../support/vectors";

const address = must(conferenceAddress("https://vote.example/c/0011223344556677"));
const person = logVector.secrets.people[0];
if (!person) throw new Error("nobody");
const anchor = () => bytes(logVector.slip_anchor);
const ownCredential = (named = anchor()): DeviceCredential => ({
    electionId: bytes(logVector.election_id),
    number: person.number,
    secret: credentialOf(person.sk ?? "", person.u ?? ""),
    anchor: named,
});
function slip(named: Bytes, code = person?.code ?? ""): SlipLink {
    const number = person?.number ?? 0;
    return {
        conference: address,
        anchor: named,
        number,
        code: must(readCode(code)),
        rollKey: SecretBytes.draw(32),
    };
}
function networkOf(entries: readonly Bytes[]): Network {
    const files = signedLog(entries);
    return {
        fetch: (url) => {
            const file = [...files].find(([path]) => url.endsWith(`/${path}`))?.[1];
            return Promise.resolve(file ? new Response(file.slice()) : new Response(null, { status: 404 }));
        },
        openSocket: () => {
            throw new Error("no socket in this test");
        },
    };
}

/** What a device has had kept, and the numbers of sealings that it was given. */
function recordingStorage(): DeviceStorage & { credentials: DeviceCredential[]; sealings: bigint[] } {
    const credentials: DeviceCredential[] = [];
    const sealings: bigint[] = [];
    return {
        credentials,
        sealings,
        credential: (credential) => {
            credentials.push(credential);
            return Promise.resolve(credential);
        },
        nextSealing: () => {
            sealings.push(BigInt(sealings.length + 1));
            return Promise.resolve(BigInt(sealings.length));
        },
        ballot: (body) => Promise.resolve(body),
        receipt: () => Promise.resolve(),
    };
}

const firstBallot = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.ballot));
const openAt = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.open));
const voting = () => networkOf(logEntries.slice(0, firstBallot));
const levels = [Level.high, Level.low];
async function resumed(
    credential: DeviceCredential,
    network = voting(),
    storage: DeviceStorage = recordingStorage(),
): Promise<Device> {
    return must(await Device.resume(address, credential, storage, undefined, network));
}

describe("a device with the anchor of its slip", () => {
    let device: Device;
    const storage = recordingStorage();
    beforeAll(async () => {
        device = await resumed(ownCredential(), voting(), storage);
    });
    test("is checked in, and asks for nothing", () => {
        expect(device.checkedIn).toBe(true);
        expect(device.anchorAnswer).toBe("good");
        expect(device.asksForFingerprint).toBe(false);
    });
    test("seals what verifies, with a number of its own for every sealing", async () => {
        const sealed = [must(await device.seal(levels)), must(await device.seal(levels))];
        const opening = must(device.view.opening());
        const verdicts = verifyBallots(
            opening,
            sealed.map(({ body }) => body),
            await loadBulk(),
        );
        expect(verdicts.map(({ ok }) => ok)).toEqual([true, true]);
        expect(storage.sealings).toEqual([1n, 2n]);
    });
    test("raises the number for what is prepared and thrown away, too", async () => {
        const before = storage.sealings.length;
        must(device.prepare());
        must(device.prepare());
        expect(storage.sealings.length).toBe(before + 1);
        device.view.ownBallots.push({ index: 99, revision: 0, tracker: new Uint8Array(32) });
        must(device.prepare()); // of the next revision
        const sealed = must(await device.seal(levels));
        expect(storage.sealings.length).toBe(before + 2);
        expect(must(decodeBallot(must(device.view.opening()), sealed.body)).revision).toBe(1);
    });
    test("seals no more often than the manifest allows", async () => {
        expect(device.view.state.manifest.revotes).toBe(2);
        device.view.ownBallots.push({ index: 100, revision: 2, tracker: new Uint8Array(32) });
        expect(await device.seal(levels)).toMatchObject({ ok: false, reason: Reason.wrongRevision });
    });
});

describe("a device without an anchor", () => {
    test("seals only after it was given the fingerprint, typed", async () => {
        const device = await resumed(ownCredential(new Uint8Array()));
        expect(device.asksForFingerprint).toBe(true);
        expect(await device.seal(levels)).toMatchObject({ ok: false, reason: Reason.tooEarly });
        expect(device.giveFingerprint("0000 0000 0000 0000").ok).toBe(false);
        expect(device.giveFingerprint(logVector.fingerprint.slice(1)).ok).toBe(false);
        expect(await device.seal(levels)).toMatchObject({ ok: false, reason: Reason.tooEarly });
        const typed = (logVector.fingerprint.match(/.{4}/g) ?? []).join(" ");
        must(device.giveFingerprint(typed));
        must(await device.seal(levels));
    });
    test("or scanned, all 32 bytes", async () => {
        const device = await resumed(ownCredential(new Uint8Array()));
        const hash = bytes(logVector.fingerprint_hash);
        expect(device.giveFingerprint(hash.map((byte, i) => (i === 31 ? byte ^ 1 : byte))).ok).toBe(false);
        must(device.giveFingerprint(hash));
        must(await device.seal(levels));
    });
    test("knows none before the open is confirmed", async () => {
        const device = await resumed(
            ownCredential(new Uint8Array()),
            networkOf(logEntries.slice(0, openAt + 1)),
        );
        expect(device.giveFingerprint(logVector.fingerprint)).toMatchObject({ reason: Reason.tooEarly });
        expect(await device.seal(levels)).toMatchObject({ reason: Reason.tooEarly });
    });
    test("is what a copy of a credential makes", () => {
        const payload = credentialPayload(ownCredential());
        expect(payload.size).toBe(64 + 32 + 32 + 4);
        const read = must(readCredentialPayload(payload));
        expect(toHex(read.secret.encode().bytes)).toBe(`${person.sk ?? ""}${person.u ?? ""}`);
        expect([read.number, toHex(read.electionId), read.anchor.length]).toEqual([
            1,
            logVector.election_id,
            0,
        ]);
        expect(readCredentialPayload(SecretBytes.draw(131)).ok).toBe(false);
    });
});

describe("a device of another election or board", () => {
    const other = () => slipAnchor(bytes(logVector.election_id), new Uint8Array(32));
    test("prepares and seals nothing", async () => {
        const storage = recordingStorage();
        for (const wrong of [other(), new Uint8Array(32), new Uint8Array(31), bytes(logVector.election_id)]) {
            const device = await resumed(ownCredential(wrong), voting(), storage);
            expect(device.anchorAnswer).toBe("stop");
            expect(device.prepare().ok).toBe(false);
            expect(await device.seal(levels)).toMatchObject({ ok: false, reason: Reason.notFitting });
            device.giveFingerprint(logVector.fingerprint);
            expect((await device.seal(levels)).ok).toBe(false);
        }
        expect(storage.sealings).toEqual([]);
    });
    test("takes the new anchor from a slip with the same number and code", async () => {
        const storage = recordingStorage();
        const taken = must(
            await Device.scan(slip(anchor()), storage, ownCredential(other()), undefined, voting()),
        );
        expect(taken.anchorAnswer).toBe("good");
        expect(storage.credentials.map((one) => toHex(one.anchor))).toEqual([logVector.slip_anchor]);
        must(await taken.seal(levels));
    });
    test("but not from one with another code, or of another board", async () => {
        const storage = recordingStorage();
        const stranger = slip(anchor(), "00000000000000000000");
        expect(
            await Device.scan(stranger, storage, ownCredential(other()), undefined, voting()),
        ).toMatchObject({
            reason: Reason.badSignature,
        });
        expect(await Device.scan(slip(other()), storage, ownCredential(), undefined, voting())).toMatchObject(
            {
                ok: false,
                reason: Reason.notFitting,
            },
        );
        expect(storage.credentials).toEqual([]);
    });
    test("and not from a log that has gone back behind what this device saw", async () => {
        const seen = { size: logEntries.length + 1, root: new Uint8Array(32) };
        const credential = ownCredential(other());
        const scanned = await Device.scan(slip(anchor()), recordingStorage(), credential, seen, voting());
        expect(scanned).toMatchObject({ ok: false, reason: Reason.notFitting });
    });
    test("keeps the anchor that it has where a code is typed", async () => {
        const device = must(
            await Device.scan(
                slip(new Uint8Array()),
                recordingStorage(),
                ownCredential(),
                undefined,
                voting(),
            ),
        );
        expect(device.anchorAnswer).toBe("good");
    });
    test("stops where the board was replaced after the slip was scanned", async () => {
        const boardAt = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.board));
        const until = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.dealing));
        expect(until).toBeGreaterThan(boardAt);
        const organizer = new SigningKey(SecretBytes.take(bytes(logVector.secrets.organizer_seeds[0] ?? "")));
        const before = await resumed(ownCredential(), networkOf(logEntries.slice(0, until)));
        expect(before.anchorAnswer).toBe("good");
        const trustees = before.view.state.ceremony?.board.trustees ?? [];
        const renamed = trustees.map((one) => ({ ...one, name: `${one.name}'` }));
        const board = makeEntry(bytes(logVector.election_id), Kind.board, { trustees: renamed }, [organizer]);
        const after = await resumed(ownCredential(), networkOf([...logEntries.slice(0, until), board]));
        expect(after.anchorAnswer).toBe("stop");
    });
});
