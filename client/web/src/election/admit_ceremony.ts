// Setup: how the counting board makes its key. docs/protocol.md, section 4. That a board is there, and the signing
// trustee on it, was settled with the signers.
import { equal } from "../crypto/bytes";
import { isIdentity } from "../crypto/group";
import { accepted, check, malformed, Reason, refuse, type Status } from "../crypto/result";
import { checkDealing, jointKey, shareFits } from "../crypto/threshold_key";
import type { EntryOf, Kind } from "./bodies";
import { type Ceremony, commitmentsOf, complaintKey, dealingsDigest, dealt, type State } from "./state";

function notFitting(what: string) {
    return refuse(Reason.notFitting, what);
}
function ceremonyOf(state: State): Ceremony {
    check(state.ceremony !== undefined, "a trustee without a board");
    return state.ceremony;
}

export function admitDealing(state: State, { body, leafHash }: EntryOf<Kind.dealing>): Status {
    const ceremony = ceremonyOf(state);
    const { manifest } = state;
    if (body.commitments.length !== manifest.threshold) return malformed("dealing: not t commitments");
    if (body.sealedShares.length !== manifest.trustees) return malformed("dealing: not n sealed shares");
    if (!equal(body.ceremony, ceremony.digest)) return notFitting("dealing: another ceremony");
    if (ceremony.dealings.has(body.trustee)) return notFitting("dealing: a second one of this trustee");
    const proof = { R: body.proofR, z: body.proofZ };
    const proven = checkDealing(ceremony.digest, body.trustee, body.commitments, proof);
    if (!proven.ok) return proven;
    const last = ceremony.dealings.size + 1 === manifest.trustees;
    if (last && isIdentity(jointKey([...commitmentsOf(ceremony), body.commitments])))
        return refuse(Reason.badProof, "dealing: joint key is the identity");

    ceremony.dealings.set(body.trustee, { dealing: body, leafHash });
    return accepted;
}

export function admitAcknowledgement(state: State, { body }: EntryOf<Kind.acknowledgement>): Status {
    const ceremony = ceremonyOf(state);
    if (!equal(body.ceremony, ceremony.digest)) return notFitting("acknowledgement: another ceremony");
    if (!dealt(ceremony)) return notFitting("acknowledgement: dealings are missing");
    if (!equal(body.dealings, dealingsDigest(ceremony))) return notFitting("acknowledgement: other dealings");
    for (const { complainer, answer } of ceremony.complaints.values())
        if (complainer === body.trustee && !answer)
            return notFitting("acknowledgement: a complaint of this trustee stands");
    if (ceremony.acknowledged.has(body.trustee))
        return notFitting("acknowledgement: a second one of this trustee");

    ceremony.acknowledged.add(body.trustee);
    return accepted;
}

export function admitComplaint(state: State, { body }: EntryOf<Kind.complaint>): Status {
    const ceremony = ceremonyOf(state);
    const { dealer, trustee: complainer } = body;
    if (!equal(body.ceremony, ceremony.digest)) return notFitting("complaint: another ceremony");
    if (dealer === complainer) return notFitting("complaint: not another trustee");
    if (!ceremony.dealings.has(dealer)) return notFitting("complaint: before the dealing");
    if (ceremony.acknowledged.has(complainer)) return notFitting("complaint: after the acknowledgement");
    const key = complaintKey(dealer, complainer);
    if (ceremony.complaints.has(key)) return notFitting("complaint: a second one of this pair");

    ceremony.complaints.set(key, { dealer, complainer });
    return accepted;
}

export function admitAnswer(state: State, { body }: EntryOf<Kind.answer>): Status {
    const ceremony = ceremonyOf(state);
    if (!equal(body.ceremony, ceremony.digest)) return notFitting("answer: another ceremony");
    const complaint = ceremony.complaints.get(complaintKey(body.dealer, body.complainer));
    const accused = ceremony.dealings.get(body.dealer);
    if (!complaint || complaint.answer || !accused) return notFitting("answer: no such complaint stands");
    if (!shareFits(body.share, body.complainer, accused.dealing.commitments))
        return refuse(Reason.badProof, "answer: share");

    complaint.answer = body.share;
    return accepted;
}
