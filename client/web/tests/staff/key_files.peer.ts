// Key files go over between the native client and this one, both ways: an organizer's, a board member's, a participant's. What
// opens there is used there, and is known by what it has in the log.
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { utf8 } from "../../src/crypto/bytes";
import { openKeyFile, sealKeyFile } from "../../src/crypto/key_file";
import { SecretBytes } from "../../src/crypto/secret";
import { initializeCrypto } from "../../src/crypto/sodium";
import { readTypedCode } from "../../src/election/enrolment";
import { readNamedRoll, writeNamedRoll } from "../../src/election/named_roll";
import { conferenceAddress, type ConferenceAddress } from "../../src/service/conference_address";
import { Device, type DeviceStorage } from "../../src/service/device";
import { credentialPayload, readCredentialPayload } from "../../src/service/device_credential";
import { OrganizerKeys } from "../../src/staff/organizer_keys";
import { comparisonCharacters, TrusteeKeys } from "../../src/staff/trustee_keys";
import { newKeyFile, openedPayload } from "../../src/staff/vault";
import { witnessKind, WitnessKeys } from "../../src/staff/witness_keys";
import { conferenceToml } from "../support/conference_toml";
import { native } from "../support/native";
import { startServer, type TestServer } from "../support/server";
import { must } from "../support/vectors";

const passphrase = "sáu ngọn nến trên bàn";
const secret = () => SecretBytes.copyOf(utf8(passphrase));
const folder = mkdtempSync(join(tmpdir(), "vouch-keys-"));
const file = (...names: string[]) => join(folder, ...names);
let server: TestServer;
let address: ConferenceAddress;

/** What the native client says, which asks for the passphrase and, where there is one, for a code. */
function vouch(home: string, args: string[], code = ""): { child: ChildProcess; said: Promise<string> } {
    const child = spawn(native("vouch"), [...args, "--home", file(home), "--passphrase-fd", "3"], {
        stdio: ["ignore", "pipe", "pipe", "pipe", code ? "pipe" : "ignore"],
    });
    let told = "";
    for (const [at, text] of [passphrase, code].entries()) {
        const pipe = child.stdio[at + 3];
        if (pipe && "end" in pipe) pipe.end(`${text}\n`);
    }
    child.stdout?.on("data", (chunk: Buffer) => (told += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (told += chunk.toString()));
    const said = new Promise<string>((resolve, reject) => {
        child.once("close", (status) => {
            if (status === 0) resolve(told);
            else reject(new Error(`vouch ${args.join(" ")} ended with ${status}: ${told}`));
        });
    });
    return { child, said };
}
const asks = (home: string, args: string[], code = "") => vouch(home, args, code).said;
function put(home: string, name: string, content: Uint8Array): void {
    mkdirSync(file(home), { recursive: true });
    writeFileSync(file(home, name), content);
}

const noStorage: DeviceStorage = {
    credential: (credential) => Promise.resolve(credential),
    nextSealing: () => Promise.resolve(1n),
    ballot: (body) => Promise.resolve(body),
    receipt: () => Promise.resolve(),
};
const codeOn = (number: number): string => {
    const page = readFileSync(file("slips.html"), "utf8");
    return [...page.matchAll(/class="code">([^<]+)</g)][number - 1]?.[1] ?? "";
};

beforeAll(initializeCrypto);
afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
});

test("an organizer's key made here creates a conference there", async () => {
    const made = must(OrganizerKeys.make("Thư ký", secret()));
    const keys = must(OrganizerKeys.open(made, secret()));
    server = await startServer(keys.sign.publicKey);
    put("organizer", "organizer.key", made);
    writeFileSync(file("conference.toml"), conferenceToml(keys.line));
    const told = await asks("organizer", [
        ...["organizer", "create", file("conference.toml"), "--yes"],
        ...["--server", server.url, "--pin", server.pin],
    ]);
    address = must(conferenceAddress(/https:\S+\/c\/[0-9a-f]{16}/.exec(told)?.[0] ?? ""));
    writeFileSync(file("roll.csv"), 'number,name,unit,hall\n1,An,A,"Bắc, tầng 2"\n2,Bình,B,\n');
    await asks("organizer", ["organizer", "roll", file("roll.csv"), "--yes"]);
    await asks("organizer", ["organizer", "slips", "--without-board", "--out", file("slips.html")]);
});

test("the named roll made there is read here, and written again the same", () => {
    const text = readFileSync(file("organizer", "named-roll.csv"), "utf8");
    const roll = must(readNamedRoll(text));
    expect(roll.map(({ name, unit, hall }) => [name, unit, hall])).toEqual([
        ["An", "A", "Bắc, tầng 2"],
        ["Bình", "B", ""],
    ]);
    expect(writeNamedRoll(roll)).toBe(text);
});

test("an organizer's key made there opens here", async () => {
    const told = await asks("another", ["organizer", "keygen", "--name", "Nguyễn An"]);
    const keys = must(OrganizerKeys.open(readFileSync(file("another", "organizer.key")), secret()));
    expect(told).toContain(`${keys.line}\n`);
});

test("a board member's key made there opens here, and has the same comparison characters", async () => {
    const told = await asks("member", ["trustee", "keygen", "--name", "Lê Chi"]);
    const keys = must(TrusteeKeys.open(readFileSync(file("member", "trustee.key")), secret()));
    expect(keys.card.name).toBe("Lê Chi");
    expect(told).toContain(comparisonCharacters(keys.card));
});

test("a board member's key made here joins there", async () => {
    const made = must(TrusteeKeys.make("Phạm Dũng", secret()));
    const characters = comparisonCharacters(must(TrusteeKeys.open(made, secret())).card);
    put("joining", "trustee.key", made);
    await asks("organizer", ["organizer", "board", "--invite", "1", "--out", file("invitations")]);
    const invitation = file("invitations", "invitation-1.txt");
    const { child, said } = vouch("joining", [
        ...["trustee", "join", "--invitation", invitation, "--pin", server.pin],
    ]);
    const gone = said.catch((error: unknown) => String(error)); // it would wait for the board
    await new Promise<void>((resolve, reject) => {
        child.stdout?.on("data", (chunk: Buffer) => {
            if (chunk.includes(characters)) resolve();
        });
        child.once("close", () => {
            reject(new Error("the native client did not join"));
        });
    });
    expect(await asks("organizer", ["organizer", "board"])).toContain(`${characters}  Phạm Dũng`);
    child.kill();
    await gone;
});

test("a witness's key made there opens here, with the same line and characters; and the other way round", async () => {
    const told = await asks("witness", ["witness", "keygen", "--name", "Ban Kiểm tra", "--json"]);
    const there = readFileSync(file("witness", "witness.key"));
    const keys = WitnessKeys.in(must(openedPayload(witnessKind, there, secret())));
    expect(JSON.parse(told)).toEqual(keys.known);
    const made = must(newKeyFile(witnessKind, "Mặt trận", secret()));
    put("named", "witness.key", made);
    const url = `${address.server}/c/${address.id}`;
    const attached = asks("named", ["witness", "attach", url, "--pin", server.pin]);
    await expect(attached).rejects.toThrow("does not name your key"); // so it opened
});

test("a participant's credential made there resumes here", async () => {
    const url = `${address.server}/c/${address.id}`;
    const typed = ["--url", url, "--number", "1", "--slip-fd", "4"];
    await asks("first", ["participant", "enrol", ...typed, "--pin", server.pin, "--yes"], codeOn(1));
    const payload = must(
        openKeyFile("participant", readFileSync(file("first", "participant.key")), secret()),
    );
    const credential = must(readCredentialPayload(payload));
    expect(credential.number).toBe(1);
    const device = must(await Device.resume(address, credential, noStorage));
    expect(device.checkedIn).toBe(true);
});

test("a participant's credential made here is checked in there", async () => {
    const code = must(readTypedCode(codeOn(2)));
    const rollKey = SecretBytes.draw(32); // a typed code comes without one, and names no board
    const anchor = new Uint8Array();
    const device = must(
        await Device.scan({ conference: address, anchor, number: 2, code, rollKey }, noStorage),
    );
    must(await device.checkIn());
    const { credential } = device;
    if (!credential) throw new Error("no credential");
    put("second", "participant.key", sealKeyFile("participant", credentialPayload(credential), secret()));
    copyFileSync(file("first", "conference.json"), file("second", "conference.json"));
    const typed = ["--url", `${address.server}/c/${address.id}`, "--number", "2", "--slip-fd", "4"];
    const told = await asks(
        "second",
        ["participant", "enrol", ...typed, "--pin", server.pin, "--json"],
        codeOn(2),
    );
    expect(JSON.parse(told)).toEqual({ checked_in: true });
});
