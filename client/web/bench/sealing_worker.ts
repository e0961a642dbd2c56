// Sealing step by step, as a participant's worker does it: one ballot of five officials, in a ring of 1,024.
import { scalarOf, timesG } from "../src/crypto/group";
import { Credential, tagGenerators } from "../src/crypto/credential";
import { at } from "../src/crypto/matrix_statement";
import { SecretScalar } from "../src/crypto/secret";
import { initializeCrypto } from "../src/crypto/sodium";
import { Transcript } from "../src/crypto/transcript";
import { makeOpening, type Opening } from "../src/election/ballot";
import { type Level } from "../src/election/bodies";
import {
    locate,
    type PlacedCredential,
    type PreparedSealing,
    prepareSealing,
    sealBallot,
} from "../src/election/seal";

export type Step = "begin" | "prepare" | "seal";

const participants = 1024;
const levels: readonly Level[] = [3, 2, 1, 0, 3];

let opening: Opening;
let placed: PlacedCredential;
let prepared: PreparedSealing;

async function begin(): Promise<void> {
    await initializeCrypto();
    const electionId = Transcript.of("election").addText("a bench").hb();
    const credentials = Array.from({ length: participants }, (_, i) => {
        return new Credential(SecretScalar.of(scalarOf(i + 1)), SecretScalar.of(scalarOf(2 * i + 7)));
    });
    const keys = credentials.map((credential) => credential.publicKey());
    const fixed = { electionId, openDigest: electionId, officials: levels.length };
    const Y = timesG(scalarOf(987_654_321));
    opening = makeOpening({ ...fixed, Y, ...tagGenerators(electionId) }, keys, participants);
    const located = locate(opening, at(credentials, (participants / 3) | 0));
    if (!located.ok) throw new Error(located.detail);
    placed = located.value;
}

const steps: Record<Step, () => Promise<void>> = {
    begin,
    prepare: async () => {
        prepared = await prepareSealing(opening, placed, 0, 1n);
    },
    seal: () => {
        sealBallot(opening, placed, levels, prepared);
        return Promise.resolve();
    },
};

addEventListener("message", ({ data }: MessageEvent<Step>) => {
    void steps[data]().then(() => {
        postMessage(data);
    });
});
