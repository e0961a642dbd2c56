// A desk with somebody at work at it, and what its page was told last.
import { fromHex } from "../crypto/bytes";
import { check } from "../crypto/result";
import { type ConferenceAddress } from "../service/conference_address";
import { NetworkError } from "../service/network";
import { Desk, type StaffRole } from "./desk";
import { type DeskNews, type DeskView } from "./desk_view";

/** What the page was told as hex comes back as it was told. */
export function told(hex: string): Uint8Array {
    const bytes = fromHex(hex);
    check(bytes.ok, "the page gives back other digits than it was told");
    return bytes.value;
}

export class StaffedDesk<Staff extends { readonly desk: Desk; leave(): void }, View extends DeskView> {
    #staff: Staff | undefined;
    #told = ""; // how far the log and the server's word were
    #opens = 0; // how often it was to be opened

    constructor(
        private readonly role: StaffRole,
        private readonly viewOf: (staff: Staff) => View,
        private readonly tell: (news: DeskNews<View>) => void,
    ) {}

    /** Replays the log and follows it from then on. What stops that is told, not thrown, so that it can be tried again. */
    async open(address: ConferenceAddress, begin: (desk: Desk) => Staff): Promise<void> {
        const open = ++this.#opens;
        this.#staff?.leave();
        this.#staff = undefined;
        this.#told = "";
        this.tell({ view: undefined, reading: undefined, failure: undefined });
        try {
            const opened = await Desk.open(this.role, address, (done, total) => {
                this.tell({ reading: { done, total } });
            });
            if (open !== this.#opens) {
                if (opened.ok) opened.value.close(); // a later one follows the log
                return;
            }
            this.tell({ reading: undefined });
            if (opened.ok) this.begin(begin(opened.value));
            else this.tell({ failure: opened });
        } catch (error) {
            if (!(error instanceof NetworkError)) throw error;
            if (open === this.#opens) this.tell({ failure: "network", reading: undefined });
        }
    }

    private begin(staff: Staff): void {
        this.#staff = staff;
        staff.desk.follow({
            // Also where nothing has grown: what a page tried in vain before, it tries again.
            changed: () => {
                this.tell({ connected: true });
                this.tellView();
            },
            connected: (connected) => {
                this.tell({ connected });
            },
            refused: (failure) => {
                this.tell({ failure });
            },
        });
        this.tellView();
    }

    get staff(): Staff {
        check(this.#staff !== undefined, "the desk is not open");
        return this.#staff;
    }

    /** The page sees what came of the work before it hears that it is done. */
    async doing<T>(work: (staff: Staff) => Promise<T>): Promise<T> {
        const { staff } = this;
        try {
            return await work(staff);
        } finally {
            if (this.#staff === staff && this.grown !== this.#told) this.tellView();
        }
    }

    private get grown(): string {
        const { desk } = this.staff;
        return `${desk.state.log.size}/${desk.progress?.ballots ?? 0}/${desk.bulletins.changes}`;
    }
    private tellView(): void {
        this.#told = this.grown;
        this.tell({ view: this.viewOf(this.staff) });
    }
}
