// What trustees and organizers tell each other beside the log. docs/architecture.md, "Transport"; proto/service.proto, "Bulletin".
import type { MessageInitShape } from "@bufbuild/protobuf";
import { type Bytes, concat, toHex, utf8 } from "../crypto/bytes";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import { signatureHolds, type SigningKey } from "../crypto/signature";
import { frame } from "../crypto/transcript";
import { encodeMessage, parseMessage } from "../election/messages";
import { type Bulletin, type BulletinContent, BulletinContentSchema } from "../gen/service_pb";
import { type Session } from "./session";

type What = NonNullable<BulletinContent["what"]["case"]>;
/** What is said, without the number that the bulletin gets. */
export type Said = NonNullable<MessageInitShape<typeof BulletinContentSchema>["what"]>;

/** One whose signature was checked. What it is worth depends on whose key that is. */
export interface CheckedBulletin {
    readonly key: Bytes;
    readonly content: BulletinContent;
}

function messageOf(electionId: Bytes, content: Bytes): Bytes {
    return concat([frame(utf8("vouch/1/bulletin")), electionId, frame(content)]);
}

export function signBulletin(
    key: SigningKey,
    electionId: Bytes,
    content: Bytes,
): Omit<Bulletin, "$typeName"> {
    return { content, key: key.publicKey, signature: key.sign(messageOf(electionId, content)) };
}

export function checkBulletin(bulletin: Bulletin, electionId: Bytes): Result<CheckedBulletin> {
    const { key, signature } = bulletin;
    if (key.length !== 32 || signature.length !== 64) return malformed("bulletin: length");
    if (!signatureHolds(key, messageOf(electionId, bulletin.content), signature))
        return refuse(Reason.badSignature, "bulletin");
    const content = parseMessage(BulletinContentSchema, bulletin.content);
    if (!content.ok) return content;
    if (content.value.what.case === undefined) return malformed("bulletin: of no known kind");
    return ok({ key, content: content.value });
}

/** The last bulletin of each key and kind, as far as they were read. */
export class BulletinReader {
    #last = 0n; // sequence number of the last that was read
    #reading: Promise<boolean> | undefined;
    /** How often anything new was taken. */
    changes = 0;
    readonly #kept = new Map<string, CheckedBulletin>();

    constructor(private readonly session: Pick<Session, "bulletins" | "post">) {}

    /** Of that kind, whosever they are. */
    all<W extends What>(kind: W): { key: Bytes; number: bigint; value: SaidOf<W> }[] {
        return [...this.#kept.values()].flatMap(({ key, content: { number, what } }) =>
            what.case === kind ? [{ key, number, value: what.value as SaidOf<W> }] : [],
        );
    }
    numberOf(key: Bytes, kind: What): bigint {
        return this.#kept.get(nameOf(key, kind))?.content.number ?? 0n;
    }

    /** Reads up to the sequence number that the server told of; true where anything is new. Throws NetworkError. */
    async readTo(sequence: bigint, electionId: Bytes): Promise<boolean> {
        if (sequence === this.#last) return false;
        if (sequence < this.#last) this.#last = 0n; // the server was put back to an earlier state
        return await (this.#reading ??= this.read(electionId).finally(() => {
            this.#reading = undefined;
        }));
    }

    private async read(electionId: Bytes): Promise<boolean> {
        let isNews = false;
        for (;;) {
            const listed = await this.session.bulletins(this.#last);
            if (!listed.ok || listed.value.bulletins.length === 0) return isNews;
            for (const bulletin of listed.value.bulletins) {
                const checked = checkBulletin(bulletin, electionId);
                if (checked.ok) isNews = this.keep(checked.value) || isNews;
            }
            if (listed.value.last <= this.#last) return isNews; // a server that turns in a circle
            this.#last = listed.value.last;
        }
    }
    private keep(bulletin: CheckedBulletin): boolean {
        const { case: kind } = bulletin.content.what;
        if (!kind || bulletin.content.number <= this.numberOf(bulletin.key, kind)) return false;
        this.#kept.set(nameOf(bulletin.key, kind), bulletin);
        ++this.changes;
        return true;
    }

    /** Says it to everybody who follows. */
    async post(key: SigningKey, electionId: Bytes, said: Said): Promise<Status> {
        const kind = said.case;
        if (kind === undefined) throw new Error("internal check failed: a bulletin that says nothing");
        const before = this.numberOf(key.publicKey, kind);
        const now = BigInt(Date.now());
        const number = now > before ? now : before + 1n; // also where another device's clock is ahead
        const content = encodeMessage(BulletinContentSchema, { number, what: said });
        const bulletin = signBulletin(key, electionId, content);
        const posted = await this.session.post(bulletin);
        if (!posted.ok) return posted;
        this.keep({ key: bulletin.key, content: must(content) });
        return accepted;
    }
}
type SaidOf<W extends What> = Extract<BulletinContent["what"], { case: W }>["value"];

function nameOf(key: Bytes, kind: What): string {
    return `${kind}/${toHex(key)}`;
}
/** Of what was encoded just now. */
function must(content: Bytes): BulletinContent {
    const parsed = parseMessage(BulletinContentSchema, content);
    if (!parsed.ok) throw new Error("internal check failed: a bulletin of this page's own");
    return parsed.value;
}
