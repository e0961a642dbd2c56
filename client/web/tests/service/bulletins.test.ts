// Bulletins as the native programs make them: tests/data/bulletins.json. And how they are read: checked, the last of each alone.
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import type { Bytes } from "../../src/crypto/bytes";
import { accepted, ok } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { encodeMessage } from "../../src/election/messages";
import { type Bulletin, BulletinContentSchema } from "../../src/gen/service_pb";
import { BulletinReader, checkBulletin, signBulletin } from "../../src/service/bulletins";
import { bytes, must } from "../support/vectors";

interface Recorded {
    readonly key: string;
    readonly election_id: string;
    readonly bulletins: readonly {
        readonly what: string;
        readonly content: string;
        readonly signature: string;
    }[];
}
const recorded = JSON.parse(
    readFileSync(new URL("../../../../tests/data/bulletins.json", import.meta.url), "utf8"),
) as Recorded;

const electionId = bytes(recorded.election_id);
const seed = (first: number): SecretBytes =>
    SecretBytes.take(Uint8Array.from({ length: 32 }, (_, at) => (at ? 0 : first)));
const keyOf = (first: number) => new SigningKey(seed(first));
const sent = (fields: ReturnType<typeof signBulletin>) => fields as Bulletin;
const said = (key: SigningKey, number: number, day: string): Bulletin => {
    const what = { case: "ready", value: { day } } as const;
    const content = encodeMessage(BulletinContentSchema, { number: BigInt(number), what });
    return sent(signBulletin(key, electionId, content));
};

it.each(recorded.bulletins)("is signed and read as the native programs do it, $what", (one) => {
    const bulletin = sent(signBulletin(keyOf(1), electionId, bytes(one.content)));
    expect(bulletin.key).toEqual(bytes(recorded.key));
    expect(bulletin.signature).toEqual(bytes(one.signature));
    const { content } = must(checkBulletin(bulletin, electionId));
    expect(content.what.case).toBe(one.what);
    expect(encodeMessage(BulletinContentSchema, content)).toEqual(bytes(one.content));
});

it("is of one election, and whoever changes a byte of it is found out", () => {
    const bulletin = said(keyOf(1), 1, "2026-12-04");
    expect(checkBulletin(bulletin, new Uint8Array(32)).ok).toBe(false);
    const changed = (content: Bytes) => checkBulletin({ ...bulletin, content }, electionId).ok;
    expect(changed(bulletin.content)).toBe(true);
    for (let at = 0; at < bulletin.content.length; ++at)
        expect(changed(bulletin.content.map((byte, i) => (i === at ? byte ^ 1 : byte)))).toBe(false);
});

describe("what is read from a server", () => {
    let kept: Bulletin[] = [];
    let asked = 0;
    const server = {
        bulletins: (after: bigint) => {
            ++asked;
            const bulletins = kept.slice(Number(after), Number(after) + 2); // as many as it gives at once
            return Promise.resolve(
                ok({
                    bulletins,
                    last: after + BigInt(bulletins.length),
                    $typeName: "vouch.v1.Bulletins" as const,
                }),
            );
        },
        post: (bulletin: Omit<Bulletin, "$typeName">) => {
            kept.push(sent(bulletin));
            return Promise.resolve(accepted);
        },
    };
    beforeEach(() => {
        kept = [];
        asked = 0;
    });
    const days = (reader: BulletinReader) => reader.all("ready").map(({ value }) => value.day);

    it("is the last of each key, whatever is forged or old", async () => {
        const forged = { ...said(keyOf(1), 9, "2026-12-09"), key: keyOf(2).publicKey };
        kept = [
            said(keyOf(1), 1, "2026-12-01"),
            said(keyOf(2), 5, "2026-12-02"),
            said(keyOf(1), 2, "2026-12-03"),
            said(keyOf(2), 4, "2026-12-04"), // an old one again
            forged,
        ];
        const reader = new BulletinReader(server);
        expect(await reader.readTo(5n, electionId)).toBe(true);
        expect(days(reader)).toEqual(["2026-12-03", "2026-12-02"]);
        const before = asked;
        expect(await reader.readTo(5n, electionId)).toBe(false);
        expect(asked).toBe(before); // nothing is asked where the server tells of nothing new
    });

    it("is read from the beginning where the server was put back", async () => {
        kept = [
            said(keyOf(1), 1, "2026-12-01"),
            said(keyOf(2), 1, "2026-12-02"),
            said(keyOf(3), 1, "2026-12-03"),
        ];
        const reader = new BulletinReader(server);
        await reader.readTo(3n, electionId);
        kept = [said(keyOf(1), 2, "2026-12-05")];
        expect(await reader.readTo(1n, electionId)).toBe(true);
        expect(days(reader)).toContain("2026-12-05");
    });

    it("has what this device posts with a number above its last, also where another clock is ahead", async () => {
        const ahead = Date.now() + 86_400_000;
        kept = [said(keyOf(1), ahead, "2026-12-01")];
        const reader = new BulletinReader(server);
        await reader.readTo(1n, electionId);
        const posted = await reader.post(keyOf(1), electionId, {
            case: "ready",
            value: { day: "2026-12-02" },
        });
        expect(posted.ok).toBe(true);
        expect(days(reader)).toEqual(["2026-12-02"]);
        expect(reader.numberOf(keyOf(1).publicKey, "ready")).toBe(BigInt(ahead) + 1n);
    });
});
