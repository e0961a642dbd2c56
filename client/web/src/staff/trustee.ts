// A member of the counting board at work: the ceremony, which runs by itself but for comparing the anchor; confirming; counting.
import { equal } from "../crypto/bytes";
import { accepted, ok, type Result, type Status } from "../crypto/result";
import { type PaperCount } from "../election/bodies";
import { type Compared, keepCompared, keptCompared } from "./anchor";
import { ceremonyStep, type CeremonyStep } from "./ceremony";
import { confirm, type ConfirmationSheet, toConfirm } from "./confirm";
import { decrypt } from "./decrypt";
import { type Desk } from "./desk";
import { paperCountEntry, signFigures } from "./paper_count";
import { readyDay } from "./readiness";
import { type TrusteeKeys } from "./trustee_keys";
import { type Vault } from "./vault";

export interface CeremonyRound extends CeremonyStep {
    /** This member is the head of this board: its page shows the anchor to the others. */
    readonly showsAnchor: boolean;
}

export class TrusteeAtWork {
    readonly #vault: Vault;

    constructor(
        readonly keys: TrusteeKeys,
        readonly desk: Desk,
    ) {
        this.#vault = keys.vault(desk.folder);
    }
    /** Ends the work. The keys stay the caller's. */
    leave(): void {
        this.desk.close();
        this.#vault.wipe();
    }

    /** Says what is to be said now in the making of the key; what is left then is waiting, or done. */
    async ceremonyRound(): Promise<Result<CeremonyRound>> {
        const kept = await keptCompared(this.#vault);
        if (!kept.ok) return kept;
        for (;;) {
            const step = await ceremonyStep(this.desk.state, this.keys, this.#vault, kept.value?.anchor);
            if (!step.ok) return step;
            if (step.value.entries.length === 0)
                return ok({ ...step.value, showsAnchor: this.isHead(kept.value) });
            for (const entry of step.value.entries) {
                const submitted = await this.desk.submit(entry);
                if (!submitted.ok) return submitted;
            }
        }
    }
    /** The member compared this very anchor, or shows it as the head; the next round acknowledges if it still is the board's. */
    async tookAnchor(compared: Compared): Promise<void> {
        await keepCompared(this.#vault, compared);
    }
    private isHead(compared: Compared | undefined): boolean {
        const anchor = this.desk.state.slipAnchor;
        return (
            compared !== undefined &&
            anchor !== undefined &&
            compared.asHead &&
            equal(compared.anchor, anchor)
        );
    }
    sheet(): Result<ConfirmationSheet> {
        return toConfirm(this.desk.state, this.keys.sign.publicKey);
    }
    /** Of the open or close with the digest that the sheet showed. */
    async sendConfirmation(digestSeen: Uint8Array): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const entry = await confirm(
            this.desk.state,
            { sign: this.keys.sign, trustee: this.keys },
            this.desk.folder,
            digestSeen,
        );
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
    async sendShares(): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const entry = await decrypt(this.desk.state, this.keys, this.desk.folder);
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
    /** Once a day; the others see it. */
    async sayReady(day: string): Promise<Status> {
        if (readyDay(this.desk, this.keys.card) === day) return accepted;
        return await this.desk.post(this.keys.sign, { case: "ready", value: { day } });
    }
    signFigures(count: PaperCount): Promise<Status> {
        return signFigures(this.desk, this.keys, count);
    }
    /** Once enough members have signed these figures. */
    async sendPaperCount(count: PaperCount): Promise<Status> {
        const entry = paperCountEntry(this.desk, count);
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
}
