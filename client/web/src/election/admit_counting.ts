// Counting: the paper count, decryption shares, the result, and the annulment that may come before it.
import { at } from "../crypto/matrix_statement";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import { lagrangeAtZero } from "../crypto/threshold_key";
import {
    type Counts,
    type DecryptionShares,
    type EntryOf,
    type Kind,
    QuorumMeasured,
    type ResultLine,
} from "./bodies";
import { checkShare, CountReader, decryptSum } from "./count";
import { addCounts, noCounts, quorumMet, resultLine, sameCounts } from "./outcome";
import type { State } from "./state";

function notFitting(what: string) {
    return refuse(Reason.notFitting, what);
}

export function admitPaperCount(state: State, { body }: EntryOf<Kind.paperCount>): Status {
    if (body.lines.length !== state.manifest.officials.length)
        return malformed("paper count: not one line per official");
    if (state.papersIssued === 0) return notFitting("paper count: no paper was issued");
    if (state.paperCount) return notFitting("paper count: a second one");
    if (body.issued !== state.papersIssued) return notFitting("paper count: issued");
    if (body.collected > body.issued) return notFitting("paper count: collected");
    if (body.invalid > body.collected) return notFitting("paper count: invalid");
    const valid = body.collected - body.invalid;
    if (body.lines.some(({ high, medium, low, blank }) => high + medium + low + blank !== valid))
        return notFitting("paper count: sums");

    state.paperCount = body;
    const { rules } = state.manifest;
    const atClose = (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atClose;
    if (atClose && !quorumMet(rules, state.collected, state.summoned)) state.phase = "no quorum";
    return accepted;
}

export function admitShares(state: State, { body }: EntryOf<Kind.decryptionShares>): Status {
    if (body.shares.length !== state.manifest.officials.length)
        return malformed("share: not one per official");
    if (!state.closeConfirmed) return refuse(Reason.tooEarly, "close not confirmed");
    if (state.papersIssued > 0 && !state.paperCount) return notFitting("share: paper count due");
    if (state.shares.has(body.trustee)) return notFitting("share: a second one of this trustee");
    const V = state.publicShare(body.trustee);
    for (const [official, share] of body.shares.entries()) {
        const { electionId, closeDigest } = state;
        const { alpha } = state.sumOf(official);
        const proven = checkShare(
            { electionId, closeDigest, official, trustee: body.trustee, V, alpha },
            share,
        );
        if (!proven.ok) return proven;
    }
    if (state.shares.size + 1 === state.manifest.threshold) {
        const electronic = readCounts(state, body);
        if (!electronic.ok) return electronic;
        state.electronic = electronic.value;
        state.result = resultOf(state);
        state.phase = "published";
    }
    state.shares.set(body.trustee, body);
    return accepted;
}

/** The electronic counts, once the share at hand makes t. */
function readCounts(state: State, last: DecryptionShares): Result<Counts[]> {
    const shares = [...state.shares.values(), last];
    const lambdas = lagrangeAtZero(shares.map(({ trustee }) => trustee));
    const reader = new CountReader(state.opened.enrolled, state.ballots.size);
    const out: Counts[] = [];
    for (const [official, sum] of state.sums.entries()) {
        const D = shares.map((share) => at(share.shares, official).d);
        const counts = reader.read(decryptSum(sum, lambdas, D));
        // With every proof checked there always is one; should there ever be none, nothing is published.
        if (!counts) return notFitting(`share: no count for official ${official}`);
        out.push(counts);
    }
    return ok(out);
}

function resultOf(state: State): ResultLine[] {
    return state.electronic.map((electronic, official) => {
        const paper = state.paperCount ? at(state.paperCount.lines, official) : noCounts;
        return resultLine(state.manifest.rules, addCounts(electronic, paper), state.base);
    });
}

export function admitAnnulment(state: State, { body }: EntryOf<Kind.annulment>): Status {
    state.annulmentReason = body.reason;
    state.phase = "annulled";
    return accepted;
}

export function admitAnnouncement(state: State, { body: { lines } }: EntryOf<Kind.announcement>): Status {
    if (lines.length !== state.manifest.officials.length)
        return malformed("announcement: not one line per official");
    if (state.announced) return notFitting("announcement: a second one");
    const asCounted = state.result?.every((line, j) => {
        const announced = at(lines, j);
        return sameCounts(line, announced) && line.outcome === announced.outcome;
    });
    if (!asCounted) return notFitting("announcement: not the result");
    state.announced = true;
    return accepted;
}
