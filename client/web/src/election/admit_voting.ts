// Voting: confirmations, ballots, and the close that ends it.
import { equal, toHex } from "../crypto/bytes";
import { addCiphertexts, at, subtractCiphertexts } from "../crypto/matrix_statement";
import { accepted, Reason, refuse, type Result, type Status } from "../crypto/result";
import { namesTheEnd } from "./admit_setup";
import { type Ballot, decodeBallot } from "./ballot";
import { type EntryOf, type Kind, QuorumMeasured } from "./bodies";
import { checkCoin } from "./fingerprint";
import { quorumMet } from "./outcome";
import type { State } from "./state";
import { type VerifiedBallot, verifyBallots } from "./verify";

export function admitConfirmation(state: State, { body, signatures }: EntryOf<Kind.confirmation>): Status {
    const voting = state.phase === "voting";
    if (!equal(body.digest, voting ? state.openDigest : state.closeDigest))
        return refuse(Reason.notFitting, `confirmation: not of this ${voting ? "open" : "close"}`);
    const confirmers = voting ? state.openConfirmers : state.closeConfirmers;
    const key = at(signatures, 0).key;
    if (confirmers.has(toHex(key)))
        return refuse(Reason.notFitting, "confirmation: a second one of this confirmer");
    const place = state.ceremony?.board.trustees.findIndex(({ signKey }) => equal(signKey, key)) ?? -1;
    const trustee = voting && place >= 0 ? place + 1 : undefined;
    const { coin } = body;
    if ((coin !== undefined) !== (trustee !== undefined))
        return refuse(Reason.notFitting, `confirmation: ${coin ? "a coin" : "no coin"} of this confirmer`);
    if (coin && trustee !== undefined) {
        const { electionId, openDigest } = state;
        const V = state.publicShare(trustee);
        const proven = checkCoin({ electionId, openDigest, trustee, V }, coin);
        if (!proven.ok) return proven;
        state.coins.push({ trustee, E: coin.E });
    }
    confirmers.add(toHex(key));
    return accepted;
}

function checkRevision(state: State, { revision, proof }: Ballot): Status {
    const last = state.ballots.get(toHex(proof.tag));
    const due = last ? last.revision + 1 : 0;
    return revision === due && due <= state.manifest.revotes
        ? accepted
        : refuse(Reason.wrongRevision, `ballot: revision ${revision}`);
}

/** The sums go along with every ballot, so that the close has nothing to add up. */
function countBallot(state: State, { ballot, tracker }: VerifiedBallot): void {
    const { ciphertexts } = ballot.proof;
    const tag = toHex(ballot.proof.tag);
    const before = state.ballots.get(tag);
    state.sums = state.sums.map((sum, j) => {
        const without = before ? subtractCiphertexts(sum, at(before.ciphertexts, j)) : sum;
        return addCiphertexts(without, at(ciphertexts, j));
    });
    state.ballots.set(tag, { revision: ballot.revision, index: state.log.size, tracker, ciphertexts });
    ++state.ballotsAdmitted;
}

export function admitBallot(
    state: State,
    { body: { bytes } }: EntryOf<Kind.ballot>,
    verified?: Result<VerifiedBallot>,
): Status {
    if (!state.openConfirmed) return refuse(Reason.tooEarly, "open not confirmed");
    const opening = state.opened;
    // An earlier verification counts for this very body under this opening alone. An earlier refusal never counts.
    const known = verified?.ok ? verified.value : undefined;
    const fits = known && equal(known.openDigest, opening.openDigest) && equal(known.body, bytes);
    if (known && fits) {
        const revision = checkRevision(state, known.ballot);
        if (revision.ok) countBallot(state, known);
        return revision;
    }
    const ballot = decodeBallot(opening, bytes);
    if (!ballot.ok) return ballot;
    const revision = checkRevision(state, ballot.value);
    if (!revision.ok) return revision;
    const found = at(verifyBallots(opening, [bytes]), 0); // alone: equation by equation, without randomness
    if (!found.ok) return found;
    countBallot(state, found.value);
    return accepted;
}

export function admitClose(state: State, { body, leafHash }: EntryOf<Kind.close>): Status {
    if (!state.openConfirmed) return refuse(Reason.tooEarly, "open not confirmed");
    const end = namesTheEnd(state, body, "close");
    if (!end.ok) return end;

    const { rules, smallestSet } = state.manifest;
    const quorumDue =
        (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atClose && state.papersIssued === 0; // with paper, the paper count decides it
    state.closeIndex = state.log.size;
    state.closeDigest = leafHash;
    state.closedAt = body.statedTime;
    if (state.ballots.size < smallestSet) state.phase = "too few ballots";
    else if (quorumDue && !quorumMet(rules, state.collected, state.summoned)) state.phase = "no quorum";
    else state.phase = "counting";
    return accepted;
}
