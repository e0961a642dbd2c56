// Who has come: the state of each number, found by name, unit, hall or number, and counted by unit and by hall.
import { type State } from "../election/state";
import { type RollPerson } from "./roll_csv";

/** "revoked" holds neither the old slip nor a check-in: a new slip was made, and the person has not come back with it. */
export type Presence = "absent" | "checkedIn" | "paper" | "revoked";

export interface Attendee extends RollPerson {
    readonly presence: Presence;
}

/** By number, from 1. */
export function presences({ roll }: Pick<State, "roll">): Presence[] {
    return roll.map(({ pk, paper, revoked }) => {
        if (paper) return "paper";
        if (pk) return "checkedIn";
        return revoked ? "revoked" : "absent";
    });
}
export function isMissing({ presence }: Pick<Attendee, "presence">): boolean {
    return presence === "absent" || presence === "revoked";
}

/** Names are there where this device has the roll's. */
export function attendees(present: readonly Presence[], people: readonly RollPerson[]): Attendee[] {
    return present.map((presence, at) => {
        const { name, unit, hall } = people[at] ?? { name: "", unit: "", hall: "" };
        return { number: at + 1, name, unit, hall, presence };
    });
}

/** What people are counted by and looked for by. */
export const groupings = ["unit", "hall"] as const;
export type Grouping = (typeof groupings)[number];
/** Of any unit, or of any hall, where there is none. */
export type WantedGroups = Readonly<Record<Grouping, string | undefined>>;
export const anyGroup: WantedGroups = { unit: undefined, hall: undefined };

export interface Wanted extends WantedGroups {
    readonly text: string;
    readonly missingOnly: boolean;
}

/** Everyone who has each word of the text in number, name, unit or hall, whatever marks it is typed without: "nguyen 12". A word
    of digits alone is a whole number of the roll, or stands in the unit or the hall. */
export function matchingAttendees(all: readonly Attendee[], wanted: Wanted): Attendee[] {
    const { text, missingOnly } = wanted;
    const words = plain(text)
        .split(/\s+/u)
        .filter((word) => word !== "");
    const has = (one: Attendee, word: string) => {
        const groups = `${one.unit} ${one.hall}`;
        return /^[0-9]+$/.test(word)
            ? String(one.number) === word.replace(/^0+/, "") || plain(groups).includes(word)
            : plain(`${one.name} ${groups}`).includes(word);
    };
    return all.filter(
        (one) =>
            (!missingOnly || isMissing(one)) &&
            groupings.every((by) => wanted[by] === undefined || one[by] === wanted[by]) &&
            words.every((word) => has(one, word)),
    );
}
/** "nguyen" of "Nguyễn", "dang" of "Đặng". */
function plain(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** The units, or the halls, in the order in which they first stand on the roll; empty is that of those who have none. */
export function groupsOf(people: readonly RollPerson[], by: Grouping): string[] {
    return [...new Set(people.map((one) => one[by]))];
}

export interface GroupCount {
    readonly group: string;
    readonly summoned: number;
    readonly missing: number;
}

/** In the same order. */
export function countBy(all: readonly Attendee[], by: Grouping): GroupCount[] {
    const counts = new Map<string, { summoned: number; missing: number }>();
    for (const one of all) {
        const count = counts.get(one[by]) ?? { summoned: 0, missing: 0 };
        ++count.summoned;
        if (isMissing(one)) ++count.missing;
        counts.set(one[by], count);
    }
    return [...counts].map(([group, count]) => ({ group, ...count }));
}
