// A trustee's part in making the board's key, as a function of the replayed log; the network is elsewhere.
// docs/protocol.md, section 4.
import { type Bytes, concat, equal, toHex } from "../crypto/bytes";
import { malformed, ok, Reason, refuse, type Result } from "../crypto/result";
import { disclose, outliving, SecretBytes, SecretScalar, wiping } from "../crypto/secret";
import { sealBox } from "../crypto/signature";
import {
    acceptShare,
    jointCommitments,
    Polynomial,
    proveDealing,
    publicShare,
    sharePlaintext,
} from "../crypto/threshold_key";
import { type Dealing, Kind } from "../election/bodies";
import { makeEntry } from "../election/entry";
import {
    type Ceremony,
    commitmentsOf,
    complaintKey,
    dealingsDigest,
    dealt,
    type State,
} from "../election/state";
import { stopped } from "./problems";
import { numberOnBoard, type TrusteeKeys } from "./trustee_keys";
import { type Vault } from "./vault";

export interface WaitingFor {
    readonly what: "board" | "dealing" | "anchor" | "acknowledgement" | "answer";
    readonly names: readonly string[];
}
/** What to say next. */
export interface CeremonyStep {
    readonly entries: readonly Uint8Array[]; // to be submitted now, in this order
    readonly done: boolean; // every trustee has acknowledged
    readonly asksAnchor: boolean; // all is dealt and fits; acknowledged once the anchor was compared
    readonly waitingFor?: WaitingFor; // where there is nothing to say and it is not done
}

/** Deals, checks the shares that others dealt, complains of those that do not fit, answers complaints, acknowledges. The
    polynomial is on stable storage before its dealing is handed out, so that complaints can be answered after a restart.
    Asked again before the log holds what it said, it says it again. `compared` is the anchor that this member compared with the
    head's, or shows as the head: it acknowledges under no other. */
export async function ceremonyStep(
    state: State,
    keys: TrusteeKeys,
    vault: Vault,
    compared: Bytes | undefined,
): Promise<Result<CeremonyStep>> {
    if (!state.ceremony) return ok({ ...nothingToSay, waitingFor: { what: "board", names: [] } });
    const number = numberOnBoard(state, keys.card);
    if (!number.ok) return number;
    return await new Member(state, state.ceremony, keys, vault, number.value).step(compared);
}
const nothingToSay = { entries: [], done: false, asksAnchor: false } as const;

/** s_i: the sum of the shares dealt to this trustee, from the boxes in the log and the answers to its complaints. Bad
    proof where it is not the one whose public image the dealings fix. The caller wipes it. */
export function secretShare(state: State, keys: TrusteeKeys): Result<SecretScalar> {
    const number = numberOnBoard(state, keys.card);
    if (!number.ok) return number;
    const { ceremony } = state;
    if (!ceremony || !dealt(ceremony)) return stopped("nothingToCount");
    return wiping((): Result<SecretScalar> => {
        let sum = SecretScalar.zero();
        for (const [dealer, { dealing }] of ceremony.dealings) {
            const share = shareFrom(ceremony, dealer, dealing, number.value, keys);
            if (!share.ok) return share;
            sum = sum.plus(share.value);
        }
        if (
            !equal(
                sum.timesG().publish(),
                publicShare(jointCommitments(commitmentsOf(ceremony)), number.value),
            )
        )
            return refuse(Reason.badProof, "the shares do not add up to what the dealings fix");
        return ok(outliving(sum));
    });
}

/** The share dealt to this trustee: from its box, or from the answer to its complaint. */
function shareFrom(
    ceremony: Ceremony,
    dealer: number,
    dealing: Dealing,
    number: number,
    keys: TrusteeKeys,
): Result<SecretScalar> {
    const complaint = ceremony.complaints.get(complaintKey(dealer, number));
    if (!complaint) return boxedShare(ceremony, dealer, dealing, number, keys);
    return complaint.answer ? ok(SecretScalar.of(complaint.answer)) : stopped("nothingToCount");
}
function boxedShare(
    { digest }: Ceremony,
    dealer: number,
    dealing: Dealing,
    number: number,
    keys: TrusteeKeys,
): Result<SecretScalar> {
    const plain = keys.box.open(dealing.sealedShares[number - 1] ?? new Uint8Array());
    if (!plain.ok) return plain;
    const share = acceptShare(plain.value, digest, dealer, number, dealing.commitments);
    plain.value.wipe();
    return share;
}

/** One trustee in one ceremony. */
class Member {
    readonly #entries: Uint8Array[] = [];

    constructor(
        private readonly state: State,
        private readonly ceremony: Ceremony,
        private readonly keys: TrusteeKeys,
        private readonly vault: Vault,
        private readonly number: number,
    ) {}

    async step(compared: Bytes | undefined): Promise<Result<CeremonyStep>> {
        const { ceremony, number } = this;
        if (!ceremony.dealings.has(number)) {
            const entry = await this.deal();
            if (!entry.ok) return entry;
            this.#entries.push(entry.value);
        }
        const answered = await this.answerComplaints();
        if (!answered.ok) return answered;
        const complained = this.complain();
        const nothingElse = this.#entries.length === 0 && !complained;
        const mayAcknowledge = nothingElse && dealt(ceremony) && !ceremony.acknowledged.has(number);
        const asksAnchor = mayAcknowledge && !this.isOfThisBoard(compared);
        if (mayAcknowledge && !asksAnchor) this.acknowledge();
        const done = ceremony.acknowledged.size === ceremony.board.trustees.length;
        if (this.#entries.length > 0 || done) return ok({ entries: this.#entries, done, asksAnchor });
        return ok({ ...nothingToSay, asksAnchor, waitingFor: this.waitingFor(complained) });
    }

    private isOfThisBoard(compared: Bytes | undefined): boolean {
        const anchor = this.state.slipAnchor;
        return compared !== undefined && anchor !== undefined && equal(compared, anchor);
    }

    private sign<K extends Kind.dealing | Kind.acknowledgement | Kind.complaint | Kind.answer>(
        kind: K,
        body: Parameters<typeof makeEntry<K>>[2],
    ): Uint8Array {
        return makeEntry(this.state.electionId, kind, body, [this.keys.sign]);
    }

    /** The polynomial of this ceremony: the stored one, also where another page has stored it; or a new one, stored. */
    private async polynomial(mayDraw: boolean): Promise<Result<Polynomial>> {
        const name = `dealing-${toHex(this.ceremony.digest)}`;
        const { threshold } = this.state.manifest;
        if (mayDraw) {
            const stands = await this.vault.keepFirst(name, () => this.drawnPolynomial(threshold));
            return stands.ok ? readPolynomial(stands.value, threshold) : stands;
        }
        const stored = await this.vault.get(name);
        if (!stored.ok) return stored;
        return stored.value ? readPolynomial(stored.value, threshold) : stopped("dealingMadeElsewhere");
    }
    private drawnPolynomial(threshold: number): SecretBytes {
        const drawn = Polynomial.draw(threshold, this.keys.signSeed, this.ceremony.digest);
        const payload = SecretBytes.take(concat(drawn.coefficients.map(({ bytes }) => bytes)));
        drawn.wipe();
        return payload;
    }

    private async deal(): Promise<Result<Uint8Array>> {
        const polynomial = await this.polynomial(true);
        if (!polynomial.ok) return polynomial;
        const h = polynomial.value;
        const { digest, board } = this.ceremony;
        const { R, z } = proveDealing(digest, this.number, h);
        const sealedShares: Uint8Array[] = [];
        for (const [place, trustee] of board.trustees.entries()) {
            const box = wiping(() => {
                const plain = sharePlaintext(digest, this.number, place + 1, h.at(place + 1));
                return sealBox(trustee.boxKey, plain.bytes);
            });
            if (!box.ok) return box;
            sealedShares.push(box.value);
        }
        const commitments = h.commitments();
        h.wipe();
        const dealing = {
            ceremony: digest,
            trustee: this.number,
            commitments,
            proofR: R,
            proofZ: z,
            sealedShares,
        };
        return ok(this.sign(Kind.dealing, dealing));
    }

    private async answerComplaints(): Promise<Result<undefined>> {
        for (const { dealer, complainer, answer } of this.ceremony.complaints.values()) {
            if (dealer !== this.number || answer) continue;
            const h = await this.polynomial(false);
            if (!h.ok) return h;
            // Whoever complains makes its own share public; the protocol asks for this very value.
            const share = disclose(h.value.at(complainer));
            h.value.wipe();
            const { digest } = this.ceremony;
            this.#entries.push(this.sign(Kind.answer, { ceremony: digest, dealer, complainer, share }));
        }
        return ok(undefined);
    }

    /** Complains of every share that does not fit, until it acknowledged. True while a complaint stands. */
    private complain(): boolean {
        const { ceremony, number } = this;
        if (ceremony.acknowledged.has(number)) return false;
        let standing = false;
        for (const [dealer, { dealing }] of ceremony.dealings) {
            if (dealer === number) continue;
            const complaint = ceremony.complaints.get(complaintKey(dealer, number));
            if (complaint) {
                standing ||= !complaint.answer;
                continue;
            }
            const share = boxedShare(ceremony, dealer, dealing, number, this.keys);
            if (share.ok) {
                share.value.wipe();
                continue;
            }
            this.#entries.push(
                this.sign(Kind.complaint, { ceremony: ceremony.digest, trustee: number, dealer }),
            );
            standing = true;
        }
        return standing;
    }

    private acknowledge(): void {
        const { ceremony, number } = this;
        const dealings = dealingsDigest(ceremony);
        this.#entries.push(
            this.sign(Kind.acknowledgement, { ceremony: ceremony.digest, trustee: number, dealings }),
        );
    }

    private waitingFor(complained: boolean): WaitingFor {
        const { ceremony, number } = this;
        const names = (missing: (trustee: number) => boolean) =>
            ceremony.board.trustees.filter((_, place) => missing(place + 1)).map(({ name }) => name);
        const unanswered = (dealer: number) => {
            const complaint = ceremony.complaints.get(complaintKey(dealer, number));
            return complaint !== undefined && !complaint.answer;
        };
        if (complained) return { what: "answer", names: names(unanswered) };
        if (dealt(ceremony) && !ceremony.acknowledged.has(number)) return { what: "anchor", names: [] };
        if (!dealt(ceremony)) return { what: "dealing", names: names((i) => !ceremony.dealings.has(i)) };
        return { what: "acknowledgement", names: names((i) => !ceremony.acknowledged.has(i)) };
    }
}

function readPolynomial(stored: SecretBytes, threshold: number): Result<Polynomial> {
    const coefficients: SecretScalar[] = [];
    for (let at = 0; at + 32 <= stored.size; at += 32) {
        const coefficient = SecretScalar.decode(stored.bytes.subarray(at, at + 32));
        if (!coefficient.ok) return coefficient;
        coefficients.push(coefficient.value);
    }
    const whole = stored.size === 32 * threshold;
    stored.wipe();
    return whole ? ok(new Polynomial(coefficients)) : malformed("dealing: another number of coefficients");
}
