// The views that staff's pages get, drawn from a desk.
import { equal, toHex } from "../crypto/bytes";
import { spoken } from "../crypto/crockford";
import { type ResultLine } from "../election/bodies";
import { anchorMark, fingerprint, openingNumber } from "../election/fingerprint";
import { percentHundredths, quorumMet, quorumOf } from "../election/outcome";
import { profileOf } from "../election/profiles";
import { type Ceremony, type State } from "../election/state";
import { hallScreenOf } from "../service/hall_screen";
import { toConfirm } from "./confirm";
import { mayDecrypt } from "./decrypt";
import { type Desk } from "./desk";
import {
    type AnchorView,
    type BoardMemberView,
    type BoardStanding,
    type DeskView,
    type FiguresView,
    type OpeningView,
    type OrganizerView,
    type ResultView,
    type SheetView,
    type WitnessView,
} from "./desk_view";
import { nextStep } from "./next_step";
import { type Organizer } from "./organizer";
import { signedFigures } from "./paper_count";
import { readyDay } from "./readiness";
import { type TrusteeAtWork } from "./trustee";
import { comparisonCharacters, numberOnBoard } from "./trustee_keys";
import { type WitnessAtWork } from "./witness";

export function viewOfOrganizer({ desk }: Organizer): OrganizerView {
    return {
        ...viewOfDesk(desk),
        next: nextStep(desk.state),
        hallScreen: hallScreenOf(desk.bulletins, desk.state),
    };
}

export function viewOfMember({ desk, keys }: TrusteeAtWork): BoardMemberView {
    const { state } = desk;
    const number = numberOnBoard(state, keys.card);
    return {
        ...viewOfDesk(desk),
        characters: comparisonCharacters(keys.card),
        number: number.ok ? number.value : undefined,
        sheet: number.ok ? sheetOf(state, keys.sign.publicKey) : undefined,
        mayCount: mayDecrypt(state),
    };
}
export function viewOfWitness({ desk, keys }: WitnessAtWork): WitnessView {
    const key = keys.sign.publicKey;
    const named = desk.state.manifest.witnessKeys.some((one) => equal(one, key));
    return { ...viewOfDesk(desk), named, sheet: sheetOf(desk.state, key) };
}
function sheetOf(state: State, confirmer: Uint8Array): SheetView | undefined {
    const sheet = toConfirm(state, confirmer);
    return sheet.ok ? { ...sheet.value, digest: toHex(sheet.value.digest) } : undefined;
}

function viewOfDesk(desk: Desk): DeskView {
    const { state, address, progress } = desk;
    const { manifest, phase, summoned, present } = state;
    return {
        address,
        manifest,
        profile: profileOf(manifest),
        phase,
        clockAhead: desk.session.clockAhead,
        summoned,
        enrolled: state.enrolled,
        papersIssued: state.papersIssued,
        present,
        quorumLeast: quorumOf(manifest.rules, summoned),
        quorumMet: quorumMet(manifest.rules, present, summoned),
        confirmationsNeeded: state.confirmationsNeeded,
        openConfirmations: state.openConfirmers.size,
        openConfirmed: state.openConfirmed,
        ballotsTold: progress?.ballots ?? 0,
        closed: state.closeIndex > 0,
        ballots: state.ballots.size,
        closeConfirmations: state.closeConfirmers.size,
        closeConfirmed: state.closeConfirmed,
        shares: state.shares.size,
        wantsPaperCount: phase === "counting" && state.papersIssued > 0 && !state.paperCount,
        figures: figuresOf(desk),
        board: state.ceremony && boardOf(desk, state.ceremony),
        anchor: anchorOf(state.slipAnchor),
        opening: state.opening && openingOf(state),
        result: state.result && resultOf(state.result, state.base),
        announced: state.announced,
        annulmentReason: state.annulmentReason,
    };
}

function figuresOf(desk: Desk): FiguresView[] {
    const names = desk.state.ceremony?.board.trustees ?? [];
    const views = signedFigures(desk).map(({ count, signatures }) => ({
        count,
        signers: signatures.map(({ member }) => ({ number: member, name: names[member - 1]?.name ?? "" })),
    }));
    return views.sort((a, b) => b.signers.length - a.signers.length);
}

function boardOf(desk: Desk, { board, dealings, acknowledged, complaints }: Ceremony): BoardStanding {
    const { state } = desk;
    const name = (number: number) => board.trustees[number - 1]?.name ?? "";
    return {
        members: board.trustees.map((trustee, place) => ({
            number: place + 1,
            name: trustee.name,
            characters: comparisonCharacters(trustee),
            dealt: dealings.has(place + 1),
            acknowledged: acknowledged.has(place + 1),
            signedClose: state.closeConfirmers.has(toHex(trustee.signKey)),
            counted: state.shares.has(place + 1),
            readyDay: readyDay(desk, trustee),
        })),
        complaints: [...complaints.values()].map(({ dealer, complainer, answer }) => ({
            dealer: name(dealer),
            complainer: name(complainer),
            answered: answer !== undefined,
        })),
        made: acknowledged.size === board.trustees.length,
    };
}

function anchorOf(anchor: Uint8Array | undefined): AnchorView | undefined {
    return anchor && { hex: toHex(anchor), readOut: spoken(anchor), mark: anchorMark(anchor) };
}

function openingOf({ openDigest, fingerprintHash }: State): OpeningView {
    return {
        digest: toHex(openDigest),
        number: openingNumber(openDigest),
        fingerprint: fingerprintHash && {
            digits: digitsOf(fingerprintHash),
            hex: toHex(fingerprintHash),
        },
    };
}
let lastDigits = { hash: "", digits: "" };
/** Made once for each hash: it is slow on purpose. */
function digitsOf(hash: Uint8Array): string {
    if (lastDigits.hash !== toHex(hash)) lastDigits = { hash: toHex(hash), digits: fingerprint(hash) };
    return lastDigits.digits;
}

function resultOf(lines: readonly ResultLine[], base: number): ResultView {
    const share = (count: number) => ({ count, hundredths: percentHundredths(count, base) });
    return {
        base,
        lines: lines.map(({ high, medium, low, blank, outcome }) => ({
            high: share(high),
            medium: share(medium),
            low: share(low),
            blank,
            outcome,
        })),
    };
}
