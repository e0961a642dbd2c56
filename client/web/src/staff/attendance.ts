// Who has come: the state of each number, found by name, unit or number, and counted by unit.
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
        const { name, unit } = people[at] ?? { name: "", unit: "" };
        return { number: at + 1, name, unit, presence };
    });
}

export interface Wanted {
    readonly text: string;
    readonly missingOnly: boolean;
    readonly unit: string | undefined; // any where there is none
}

/** Everyone who has each word of the text in number, name or unit, whatever marks it is typed without: "nguyen 12". A word of
    digits alone is a whole number of the roll, or stands in the unit. */
export function matchingAttendees(all: readonly Attendee[], { text, missingOnly, unit }: Wanted): Attendee[] {
    const words = plain(text)
        .split(/\s+/u)
        .filter((word) => word !== "");
    const has = (one: Attendee, word: string) =>
        /^[0-9]+$/.test(word)
            ? String(one.number) === word.replace(/^0+/, "") || plain(one.unit).includes(word)
            : plain(`${one.name} ${one.unit}`).includes(word);
    return all.filter(
        (one) =>
            (!missingOnly || isMissing(one)) &&
            (unit === undefined || one.unit === unit) &&
            words.every((word) => has(one, word)),
    );
}
/** "nguyen" of "Nguyễn", "dang" of "Đặng". */
function plain(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

export interface UnitCount {
    readonly unit: string;
    readonly summoned: number;
    readonly missing: number;
}

/** In the order in which units first stand on the roll. */
export function byUnit(all: readonly Attendee[]): UnitCount[] {
    const counts = new Map<string, { summoned: number; missing: number }>();
    for (const one of all) {
        const count = counts.get(one.unit) ?? { summoned: 0, missing: 0 };
        ++count.summoned;
        if (isMissing(one)) ++count.missing;
        counts.set(one.unit, count);
    }
    return [...counts].map(([unit, count]) => ({ unit, ...count }));
}
