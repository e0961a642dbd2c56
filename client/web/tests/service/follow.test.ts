// A server that answers the same question in two ways gains nothing: what was looked at is what is used.
import { describe, expect, test } from "vitest";
import { type Bytes, equal, fromHex } from "../../src/crypto/bytes";
import type { FetchFile } from "../../src/crypto/tiles";
import { Kind } from "../../src/election/bodies";
import { makeEntry } from "../../src/election/entry";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { LogFollower, Replica } from "../../src/service/follow";
import { testManifest } from "../support/conference";
import { logEntries, logFiles, logVector, logVkey } from "../support/log";
import { type Files, signedLog } from "../support/tampered";
import { bytes, must } from "../support/vectors";

const electionId = () => must(fromHex(logVector.election_id));

/** The log of another election of the same keys, whose checkpoint holds as well. */
function otherLog(): Files {
    const [organizer = ""] = logVector.secrets.organizer_seeds;
    const key = new SigningKey(SecretBytes.take(bytes(organizer)));
    const manifest = testManifest(key, logVkey, key.publicKey);
    return signedLog([makeEntry(new Uint8Array(32), Kind.manifest, manifest, [key])]);
}
/** Serves one log's entries the first time they are asked for, and another's from then on. */
function twoFaced(first: Files, then: Files): FetchFile & { asked: number } {
    const log = (path: string): Promise<Bytes | undefined> => {
        const entries = path.startsWith("tile/entries");
        const from = entries && log.asked++ === 0 ? first : then;
        return Promise.resolve(from.get(path));
    };
    log.asked = 0;
    return log;
}

describe("a follower", () => {
    test("takes the election that it was told, and no other", async () => {
        expect((await new LogFollower(logFiles, electionId()).next()).ok).toBe(true);
        const other = otherLog();
        const refused = await new LogFollower(
            (path) => Promise.resolve(other.get(path)),
            electionId(),
        ).next();
        expect(refused).toMatchObject({ ok: false, detail: "log: another election" });
    });
    test("hands on the bytes in which it looked at the election", async () => {
        const own = signedLog(logEntries.slice(0, 1));
        const log = twoFaced(own, otherLog());
        const follower = new LogFollower(log, electionId());
        const taken = await follower.next();
        // The checkpoint is the other log's: the entries that were looked at do not fit it.
        expect(taken.ok).toBe(false);
        expect(follower.seen.size).toBe(0);
    });
    test("asks for the manifest's bundle once", async () => {
        const own = signedLog(logEntries);
        const log = twoFaced(own, own);
        const entries = must(await new LogFollower(log, electionId()).next());
        expect(entries.length).toBe(logEntries.length);
        expect(entries.every((entry, i) => equal(entry, logEntries[i] ?? new Uint8Array()))).toBe(true);
        expect(log.asked).toBe(1);
    });
    test("a replica's state is of the election that it was made for", async () => {
        const replica = new Replica(logFiles, electionId());
        must(await replica.update());
        expect(replica.state.electionId).toEqual(electionId());
    });
});
