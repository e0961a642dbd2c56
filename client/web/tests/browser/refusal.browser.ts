// A refused ballot on the look-up page: its device's file is judged by the log that the page has read and replayed itself.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { initializeCrypto } from "../../src/crypto/sodium";
import { decodeEntry } from "../../src/election/entry_decode";
import { sealEnvelope } from "../../src/election/envelope";
import { refusalText } from "../../src/election/refusal";
import { Replay } from "../../src/election/replay";
import { signRefusal } from "../support/cast_answers";
import { logEntries } from "../support/log";
import { publicTexts } from "../support/texts";
import { must } from "../support/vectors";
import { conferenceId } from "./recorded_log";
import { at, expectWorthy, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const t = publicTexts.en.refusal;
const ballot = 27; // its entry in the log
let refusal = "";

/** What the device of that ballot saves, where the server refuses it for a bad proof. */
beforeAll(async () => {
    await initializeCrypto();
    const replay = new Replay();
    replay.feed(logEntries[0] ?? new Uint8Array());
    const { electionId, manifest } = replay.state;
    const entry = must(decodeEntry(logEntries[ballot] ?? new Uint8Array()));
    const { bytes: body } = entry.body as { readonly bytes: Bytes };
    const replyKey = SecretBytes.draw(32);
    const envelope = must(sealEnvelope(manifest.boxKey, replyKey, body));
    const reason = Reason.badProof;
    const signature = signRefusal(envelope, reason);
    refusal = refusalText({ electionId, body, replyKey: replyKey.bytes, reason, signature });
});

async function give(page: Page, text: string): Promise<void> {
    const buffer = Buffer.from(text);
    await page
        .getByLabel(t.file)
        .setInputFiles({ name: "refusal.json", mimeType: "application/json", buffer });
}

describe("the file of a refusal on the look-up page", () => {
    it("proves a refusal wrong whose good ballot the log does not hold, and a changed file proves nothing", async () => {
        const opened = await stage.open(`/c/${conferenceId}/lookup`, at(ballot));
        const { page } = opened;
        await give(page, refusal);
        await page.getByText(t.wrongTitle).waitFor();
        expect(await page.getByText(t.wrong("bad proof")).count()).toBe(1);
        await expectWorthy(opened, "lookup-refusal-wrong");
        await give(page, refusal.replace('"reason": 7', '"reason": 1'));
        await page.getByText(t.none).waitFor();
        expect(await page.getByText(t.wrongTitle).count()).toBe(0);
        await give(page, "no JSON");
        await page.getByText(t.none).waitFor();
        await page.context().close();
    });

    it("says that a ballot is recorded which the log holds all the same", async () => {
        const { page } = await stage.open(`/c/${conferenceId}/lookup`, at(ballot + 1));
        await give(page, refusal);
        await page.getByText(t.recorded).waitFor();
        await page.context().close();
    });
});
