// Setup: manifest, roll, board, enrolment, paper, and the open that ends it. Each checks everything before it changes
// anything. docs/protocol.md, section 3.
import { type Bytes, equal, toHex } from "../crypto/bytes";
import { tagGenerators } from "../crypto/credential";
import { identity } from "../crypto/group";
import { at } from "../crypto/matrix_statement";
import { accepted, Reason, refuse, type Status } from "../crypto/result";
import { jointCommitments } from "../crypto/threshold_key";
import { makeOpening } from "./ballot";
import {
    Base,
    type EntryOf,
    type Fraction,
    type Kind,
    Level,
    type Manifest,
    QuorumMeasured,
    type Rules,
} from "./bodies";
import { checkEnrolment } from "./enrolment";
import { electionIdOf } from "./entry";
import { officialsMax, ringCapacities, rollNumbersMax, trusteesMax } from "./limits";
import { noOutcome, quorumMet } from "./outcome";
import { commitmentsOf, type RollRecord, type State } from "./state";

const smallestSetLeast = 5;
const organizersMax = 3;

function notFitting(what: string) {
    return refuse(Reason.notFitting, what);
}
function distinct(values: readonly string[]): boolean {
    return new Set(values).size === values.length;
}
function distinctKeys(keys: readonly Bytes[]): boolean {
    return distinct(keys.map(toHex));
}
function isShare({ numerator, denominator }: Fraction): boolean {
    return denominator >= 1 && numerator <= denominator;
}

function checkRules(rules: Rules): Status {
    if (!isShare(rules.quorum)) return notFitting("manifest: fraction");
    if (!(rules.quorumMeasured in QuorumMeasured) || !(rules.base in Base))
        return notFitting("manifest: rules");
    for (const { share, level, name } of rules.thresholds) {
        if (!isShare(share)) return notFitting("manifest: fraction");
        if (level === (Level.blank as number) || !(level in Level)) return notFitting("manifest: rules");
        if (name === "" || name === noOutcome) return notFitting("manifest: threshold names");
    }
    if (!distinct(rules.thresholds.map(({ name }) => name))) return notFitting("manifest: threshold names");
    return accepted;
}

function checkBoardTerms({ trustees: n, threshold: t, witnessKeys }: Manifest): Status {
    if (!(t <= n && n < 2 * t) || n > trusteesMax) return notFitting("manifest: n and t");
    if (!distinctKeys(witnessKeys)) return notFitting("manifest: two confirmers with one key");
    return accepted;
}

/** The conditions of a manifest, in their order; also for whoever is about to sign one. */
function checkManifest(manifest: Manifest): Status {
    const { officials, languages, organizers } = manifest;
    if (officials.length === 0 || officials.length > officialsMax)
        return notFitting("manifest: number of officials");
    if (languages.length === 0 || !distinct(languages)) return notFitting("manifest: languages");
    const rules = checkRules(manifest.rules);
    if (!rules.ok) return rules;
    const terms = checkBoardTerms(manifest);
    if (!terms.ok) return terms;
    if (organizers.length > organizersMax || !distinctKeys(organizers))
        return notFitting("manifest: organizers");
    if (!ringCapacities.includes(manifest.ringCapacity)) return notFitting("manifest: ring capacity");
    if (manifest.smallestSet < smallestSetLeast) return notFitting("manifest: smallest anonymity set");
    return accepted;
}

export function admitManifest(state: State, { body, bodyBytes }: EntryOf<Kind.manifest>): Status {
    const checked = checkManifest(body);
    if (!checked.ok) return checked;
    state.manifest = body;
    state.electionId = electionIdOf(bodyBytes);
    state.tagGenerators = tagGenerators(state.electionId);
    state.phase = "setup";
    return accepted;
}

export function admitRoll(state: State, { body: { first, people } }: EntryOf<Kind.roll>): Status {
    if (people.length === 0) return notFitting("roll: empty");
    if (first !== state.roll.length + 1) return notFitting("roll: numbers do not follow on");
    if (state.roll.length + people.length > rollNumbersMax)
        return notFitting("roll: more than 65,536 numbers");
    const keys = people.map(({ codeKey }) => toHex(codeKey));
    if (!distinct(keys) || keys.some((key) => state.codeKeys.has(key)))
        return notFitting("roll: code key twice");

    for (const key of keys) state.codeKeys.add(key);
    for (const { codeKey, personHash } of people)
        state.roll.push({ codeKey, personHash, pk: undefined, paper: false, takenAt: 0, revoked: false });
    return accepted;
}

export function admitBoard(state: State, { body, leafHash }: EntryOf<Kind.board>): Status {
    if (body.trustees.length !== state.manifest.trustees)
        return refuse(Reason.malformed, "board: not n trustees");
    const confirmers = [...state.manifest.witnessKeys, ...body.trustees.map(({ signKey }) => signKey)];
    if (!distinctKeys(confirmers)) return notFitting("board: two confirmers with one key");

    // Drops what an earlier one had.
    state.ceremony = {
        digest: leafHash,
        board: body,
        dealings: new Map(),
        complaints: new Map(),
        acknowledged: new Set(),
    };
    return accepted;
}

/** A number is free while it is neither enrolled nor given paper. */
export function checkFree(record: RollRecord, kind: string): Status {
    if (record.pk) return refuse(Reason.numberTaken, `${kind}: is enrolled`);
    if (record.paper) return refuse(Reason.numberTaken, `${kind}: has paper`);
    return accepted;
}

/** The record of a number that its signer was looked up by. */
function rollRecord(state: State, rollNumber: number): RollRecord {
    return at(state.roll, rollNumber - 1);
}

export function admitEnrolment(state: State, { body }: EntryOf<Kind.enrolment>): Status {
    const record = rollRecord(state, body.rollNumber);
    const free = checkFree(record, "enrolment");
    if (!free.ok) return free;
    const pk = toHex(body.pk);
    if (state.pks.has(pk)) return notFitting("enrolment: key used before");
    const proven = checkEnrolment(state.electionId, body);
    if (!proven.ok) return proven;

    record.pk = body.pk;
    record.takenAt = state.log.size;
    state.pks.add(pk);
    return accepted;
}

export function admitRevocation(state: State, { body }: EntryOf<Kind.revocation>): Status {
    const record = rollRecord(state, body.rollNumber);
    if (record.paper) return refuse(Reason.numberTaken, "revocation: has paper");
    if (!equal(body.pk, record.pk ?? identity)) return notFitting("revocation: another key"); // none holds the identity
    const codeKey = toHex(body.codeKey);
    if (state.codeKeys.has(codeKey)) return notFitting("revocation: code key used before");

    record.pk = undefined;
    record.codeKey = body.codeKey;
    record.revoked = true;
    state.codeKeys.add(codeKey);
    return accepted;
}

export function admitPaper(state: State, { body }: EntryOf<Kind.paper>): Status {
    const record = rollRecord(state, body.rollNumber);
    const free = checkFree(record, "paper");
    if (!free.ok) return free;
    record.paper = true;
    record.takenAt = state.log.size;
    return accepted;
}

/** What an open and a close both name: their own leaf index and the root of exactly the log before them. */
export function namesTheEnd(state: State, ends: { index: bigint; root: Bytes }, kind: string): Status {
    if (ends.index !== BigInt(state.log.size)) return notFitting(`${kind}: wrong index`);
    if (!equal(ends.root, state.log.root())) return notFitting(`${kind}: wrong root`);
    return accepted;
}

export function admitOpen(state: State, { body, leafHash }: EntryOf<Kind.open>): Status {
    const { manifest, ceremony } = state;
    const end = namesTheEnd(state, body, "open");
    if (!end.ok) return end;
    if (!ceremony || ceremony.acknowledged.size !== manifest.trustees)
        return notFitting("open: acknowledgements are missing");
    if (state.enrolled < manifest.smallestSet)
        return notFitting("open: fewer enrolled than the smallest set");
    const measured = (manifest.rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atOpen;
    const missed = measured && !quorumMet(manifest.rules, state.present, state.summoned);
    if (missed && body.overrideReason === "") return notFitting("open: no quorum");

    state.commitments = jointCommitments(commitmentsOf(ceremony));
    state.opening = makeOpening(
        {
            electionId: state.electionId,
            openDigest: leafHash,
            officials: manifest.officials.length,
            Y: at(state.commitments, 0),
            ...state.tagGenerators,
        },
        state.roll.flatMap(({ pk }) => (pk ? [pk] : [])),
        manifest.ringCapacity,
    );
    state.openIndex = state.log.size;
    state.openDigest = leafHash;
    state.overrideReason = missed ? body.overrideReason : "";
    state.presentAtOpen = state.present;
    state.openedAt = body.statedTime;
    state.sums = manifest.officials.map(() => ({ alpha: identity, beta: identity }));
    state.phase = "voting";
    return accepted;
}
