// A conference that is being filled in, kept on this device as it is typed. Several pages of one browser share the draft: none
// writes over what another has written, unless a person says so.
import type { Bytes } from "../crypto/bytes";
import { changeOne, get, type KeptDraft, put, remove } from "../storage/database";
import type { ConferenceForm } from "./conference_form";
import { readFormText, writeForm } from "./form_text";

/** How what is on the screen stands to what is kept. "elsewhere": another page has written since, and nothing of this one is
    kept any more. */
export type DraftStanding =
    | { readonly at: "nothing" }
    | { readonly at: "saved"; readonly savedAt: number }
    | { readonly at: "elsewhere"; readonly savedAt: number };

export interface FoundDraft {
    readonly form: ConferenceForm;
    readonly savedAt: number;
}

const key = "organizer";

export class Draft {
    #revision: string | undefined; // what this page has found or written last
    #next: ConferenceForm | undefined; // to be written once what is being written is
    #queue: Promise<unknown> = Promise.resolve();
    #standing: DraftStanding = { at: "nothing" };
    #names = new WeakMap<Bytes, string>(); // of documents that are kept with the draft of that revision

    constructor(private readonly now: () => number = Date.now) {}

    /** What is kept, which this page goes on with from now on; nothing where nothing is, or what no form can be made of. */
    async find(): Promise<FoundDraft | undefined> {
        const kept = await get("drafts", key);
        this.#revision = kept?.revision;
        if (!kept) return undefined;
        const contents = new Map<string, Bytes>();
        for (const name of kept.documents) {
            const content = await get("documents", name);
            if (!content) continue;
            contents.set(name, content);
            this.#names.set(content, name);
        }
        const form = readFormText(kept.form, (name) => contents.get(name));
        if (!form.ok) return undefined;
        this.#standing = { at: "saved", savedAt: kept.savedAt };
        return { form: form.value, savedAt: kept.savedAt };
    }

    /** The form, or a later one, is kept when it resolves, or is not because another page has written meanwhile. */
    save(form: ConferenceForm): Promise<DraftStanding> {
        this.#next = form;
        return this.after(async () => {
            const next = this.#next;
            this.#next = undefined;
            if (next) this.#standing = await this.write(next, false);
            return this.#standing;
        });
    }
    /** In the place of whatever another page has written. */
    saveOver(form: ConferenceForm): Promise<DraftStanding> {
        this.#next = undefined;
        return this.after(async () => (this.#standing = await this.write(form, true)));
    }
    /** Nothing is kept any more, but what another page has written. */
    discard(): Promise<void> {
        this.#next = undefined;
        return this.after(async () => {
            let gone: KeptDraft | undefined;
            await changeOne("drafts", key, (before) => {
                gone = before?.revision === this.#revision ? before : undefined;
                return gone ? undefined : before;
            });
            this.#revision = undefined;
            this.#standing = { at: "nothing" };
            for (const name of gone?.documents ?? []) await remove("documents", name);
        });
    }

    private after<T>(work: () => Promise<T>): Promise<T> {
        const done = this.#queue.then(work);
        this.#queue = done.catch(() => undefined); // it is told to whoever asked
        return done;
    }

    private async write(form: ConferenceForm, over: boolean): Promise<DraftStanding> {
        const stood = await get("drafts", key);
        if (!stood || stood.revision !== this.#revision) this.#names = new WeakMap(); // they went with that draft
        const documents: string[] = [];
        for (const { dossier } of form.officials)
            for (const { content } of dossier.documents) documents.push(await this.keptName(content));
        const written = writeForm(form, (content) => this.#names.get(content) ?? "");
        const next = { revision: crypto.randomUUID(), savedAt: this.now(), form: written, documents };
        let replaced: KeptDraft | undefined;
        const stands = await changeOne("drafts", key, (before) => {
            const another = before !== undefined && before.revision !== this.#revision;
            replaced = before;
            return another && !over ? before : next;
        });
        if (stands.revision !== next.revision) return { at: "elsewhere", savedAt: stands.savedAt };
        this.#revision = next.revision;
        for (const name of replaced?.documents ?? [])
            if (!documents.includes(name)) await remove("documents", name);
        return { at: "saved", savedAt: next.savedAt };
    }
    private async keptName(content: Bytes): Promise<string> {
        const known = this.#names.get(content);
        if (known !== undefined) return known;
        const name = crypto.randomUUID();
        await put("documents", name, content);
        this.#names.set(content, name);
        return name;
    }
}
