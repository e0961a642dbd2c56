// What people see of a manifest, ready to be handed from a worker to its page.
import { toHex, type Bytes } from "../crypto/bytes";
import { trackerCharacters } from "../crypto/crockford";
import { type Manifest, type Official, type Text } from "../election/bodies";
import { profileOf, type RuleProfile } from "../election/profiles";
import { pick } from "../pick";

const asStated = ["languages", "title", "body", "place", "date", "rehearsal", "revotes"] as const;

export interface OfficialView extends Pick<Official, "name" | "position"> {
    /** Of the dossier's index, in hex; empty if there is none. */
    readonly dossier: string;
}

/** What the manifest says that people see. */
export interface ConferenceView extends Readonly<Pick<Manifest, (typeof asStated)[number]>> {
    readonly electionId: string;
    readonly officials: readonly OfficialView[];
    /** The wording of low, medium, high. */
    readonly levelNames: readonly [Text, Text, Text];
    /** Nothing where the rules are the body's own. */
    readonly profile: RuleProfile | undefined;
}

/** What a conference has before its keys. */
type Stated = Pick<Manifest, (typeof asStated)[number] | "officials" | "rules">;

export function viewOfConference(manifest: Stated, electionId: Bytes): ConferenceView {
    const nothing: Text = [];
    const [low = nothing, medium = nothing, high = nothing] = manifest.rules.levelNames;
    return {
        ...pick(manifest, asStated),
        electionId: toHex(electionId),
        officials: manifest.officials.map((official) => ({
            ...pick(official, ["name", "position"]),
            dossier: toHex(official.dossierSha256),
        })),
        levelNames: [low, medium, high],
        profile: profileOf(manifest),
    };
}

export interface TrackerView {
    readonly hex: string;
    /** 28 characters. */
    readonly characters: string;
}

export function viewOfTracker(tracker: Bytes): TrackerView {
    return { hex: toHex(tracker), characters: trackerCharacters(tracker) };
}
