// A member of the counting board at work: the ceremony, which runs by itself, confirming, counting.
import { type Result, type Status } from "../crypto/result";
import { type PaperCount, type Signature } from "../election/bodies";
import { ceremonyStep, type CeremonyStep } from "./ceremony";
import { confirm, type ConfirmationSheet, toConfirm } from "./confirm";
import { decrypt } from "./decrypt";
import { type Desk } from "./desk";
import { paperCountEntry } from "./paper_count";
import { type TrusteeKeys } from "./trustee_keys";
import { type Vault } from "./vault";

export class TrusteeAtWork {
    readonly #vault: Vault;

    constructor(
        readonly keys: TrusteeKeys,
        readonly desk: Desk,
    ) {
        this.#vault = keys.vault(desk.folder);
    }
    wipe(): void {
        this.#vault.wipe();
        this.keys.wipe();
    }

    /** Says what is to be said now in the making of the key; what is left then is waiting, or done. */
    async ceremonyRound(): Promise<Result<CeremonyStep>> {
        for (;;) {
            const step = await ceremonyStep(this.desk.state, this.keys, this.#vault);
            if (!step.ok || step.value.entries.length === 0) return step;
            for (const entry of step.value.entries) {
                const submitted = await this.desk.submit(entry);
                if (!submitted.ok) return submitted;
            }
        }
    }
    sheet(): Result<ConfirmationSheet> {
        return toConfirm(this.desk.state, this.keys.sign.publicKey);
    }
    /** Of the open or close with the digest that the sheet showed. */
    async sendConfirmation(digestSeen: Uint8Array): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const entry = await confirm(this.desk.state, this.keys.sign, this.desk.folder, digestSeen);
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
    async sendShares(): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const entry = await decrypt(this.desk.state, this.keys, this.desk.folder);
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
    async sendPaperCount(count: PaperCount, signatures: readonly Signature[]): Promise<Status> {
        const entry = paperCountEntry(this.desk.state, count, signatures);
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
}
