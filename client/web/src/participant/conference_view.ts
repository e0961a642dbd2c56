// What people see of a manifest, ready to be handed from a worker to its page.
import { toHex, type Bytes } from "../crypto/bytes";
import { type Manifest, type Text } from "../election/bodies";
import { spoken } from "../crypto/crockford";
import { type ConferenceView, type TrackerView } from "./messages";

export function viewOfConference(manifest: Manifest, electionId: Bytes): ConferenceView {
    const { languages, title, body, place, date, rehearsal, officials, rules, revotes } = manifest;
    const nothing: Text = [];
    const [low = nothing, medium = nothing, high = nothing] = rules.levelNames;
    return {
        electionId: toHex(electionId),
        languages,
        title,
        body,
        place,
        date,
        rehearsal,
        officials: officials.map(({ name, position, dossierSha256 }) => ({
            name,
            position,
            dossier: toHex(dossierSha256),
        })),
        levelNames: [low, medium, high],
        revotes,
    };
}

export function viewOfTracker(tracker: Bytes): TrackerView {
    return { hex: toHex(tracker), characters: spoken(tracker) };
}
