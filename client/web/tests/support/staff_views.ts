// What staff's pages are told over the log of tests/vectors, at each of its moments.
import { applyCarried } from "../../src/election/apply";
import { State } from "../../src/election/state";
import { BulletinReader } from "../../src/service/bulletins";
import { Session } from "../../src/service/session";
import type { Desk } from "../../src/staff/desk";
import type { BoardMemberView, OrganizerView, WitnessView } from "../../src/staff/desk_view";
import type { Organizer } from "../../src/staff/organizer";
import type { TrusteeAtWork } from "../../src/staff/trustee";
import { viewOfMember, viewOfOrganizer, viewOfWitness } from "../../src/staff/view_of";
import type { WitnessAtWork } from "../../src/staff/witness";
import { logEntries } from "./log";
import { trustee } from "./staff";
import { must } from "./vectors";

/** After so many entries, from 1. */
export interface StaffViews {
    readonly organizer: OrganizerView[];
    readonly member: BoardMemberView[]; // trustee 2
    readonly witness: WitnessView[]; // the one that the manifest names
}

export function viewsOfLog(): StaffViews {
    const views: StaffViews = { organizer: [], member: [], witness: [] };
    const state = new State();
    const address = { server: "https://tally.example", id: "0011223344556677" };
    const session = Session.withConference(address); // which says nothing
    const bulletins = new BulletinReader(session);
    const desk = { state, address, session, bulletins, progress: undefined } as unknown as Desk;
    for (const [at, entry] of logEntries.entries()) {
        must(applyCarried(state, entry));
        const [publicKey] = state.manifest.witnessKeys;
        const witness = { desk, keys: { sign: { publicKey } } } as unknown as WitnessAtWork;
        views.organizer[at + 1] = viewOfOrganizer({ desk } as Organizer);
        views.member[at + 1] = viewOfMember({ desk, keys: trustee(2) } as TrusteeAtWork);
        views.witness[at + 1] = viewOfWitness(witness);
    }
    return views;
}
