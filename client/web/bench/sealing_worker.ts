// Sealing step by step, as a participant's worker does it: one ballot of five officials, in a ring of 1,024.
import { scalarOf, timesG } from "../src/crypto/group";
import { NonceSource } from "../src/crypto/random";
import { SecretBytes, SecretScalar } from "../src/crypto/secret";
import { initializeCrypto } from "../src/crypto/sodium";
import { Transcript } from "../src/crypto/transcript";
import { makeOpening, type Opening } from "../src/election/ballot";
import { type Level } from "../src/election/bodies";
import {
    type Credential,
    locate,
    type PreparedSealing,
    prepareSealing,
    sealBallot,
} from "../src/election/seal";

export type Step = "begin" | "prepare" | "seal";

const participants = 1024;
const levels: readonly Level[] = [3, 2, 1, 0, 3];

let opening: Opening;
let nonces: NonceSource;
let credential: Credential;
let prepared: PreparedSealing;

async function begin(): Promise<void> {
    await initializeCrypto();
    const electionId = Transcript.of("election").addText("a bench").hb();
    const keys = Array.from({ length: participants }, (_, i) => timesG(scalarOf(i + 1)));
    const fixed = { electionId, openDigest: electionId, officials: levels.length };
    const [Y, U] = [timesG(scalarOf(987_654_321)), Transcript.of("generator/tag").add(electionId).hp()];
    opening = makeOpening({ ...fixed, Y, U }, keys, participants);
    nonces = new NonceSource(SecretBytes.draw(32));
    const located = locate(opening, SecretScalar.of(scalarOf((participants / 3) | 0)));
    if (!located.ok) throw new Error(located.detail);
    credential = located.value;
}

const steps: Record<Step, () => Promise<void>> = {
    begin,
    prepare: async () => {
        prepared = await prepareSealing(opening, credential, nonces);
    },
    seal: () => {
        sealBallot(opening, credential, levels, 0, prepared);
        return Promise.resolve();
    },
};

addEventListener("message", ({ data }: MessageEvent<Step>) => {
    void steps[data]().then(() => {
        postMessage(data);
    });
});
