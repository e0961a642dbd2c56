// A witness at work: it replays the log, and confirms the open and the close. docs/protocol.md, section 5.
import { type Result, type Status } from "../crypto/result";
import { confirm, type ConfirmationSheet, toConfirm } from "./confirm";
import { type Desk } from "./desk";
import { type WitnessKeys } from "./witness_keys";

export class WitnessAtWork {
    constructor(
        readonly keys: WitnessKeys,
        readonly desk: Desk,
    ) {}
    /** Ends the work. The keys stay the caller's. */
    leave(): void {
        this.desk.close();
    }
    sheet(): Result<ConfirmationSheet> {
        return toConfirm(this.desk.state, this.keys.sign.publicKey);
    }
    /** Of the open or close with the digest that the sheet showed. */
    async sendConfirmation(digestSeen: Uint8Array): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const { state, folder } = this.desk;
        const entry = await confirm(state, { sign: this.keys.sign, trustee: undefined }, folder, digestSeen);
        return entry.ok ? await this.desk.submit(entry.value) : entry;
    }
}
