// How many of a board have to be there, as its numbers are typed. docs/protocol.md, section 1.
import { trusteesMax } from "../election/limits";
import { confirmationsNeeded } from "../election/state";

export interface BoardRule {
    readonly members: number; // n
    readonly witnesses: number;
    /** Of the members, to open and to close, where every witness confirms. */
    readonly toConfirm: number;
    readonly toCount: number; // t
    readonly mayMiss: number; // members who may be absent at each of these
}

/** More than half of the members, and no more than there are. */
export function mayCount(members: number, threshold: number): boolean {
    return threshold <= members && members < 2 * threshold;
}

export function boardRule(members: number, threshold: number, witnesses: number): BoardRule {
    const needed = confirmationsNeeded(members + witnesses, threshold);
    const toConfirm = Math.max(threshold, needed - witnesses);
    return { members, witnesses, toConfirm, toCount: threshold, mayMiss: members - toConfirm };
}

/** Of numbers as they are typed, and of a line for each witness; nothing where they make no board. */
export function boardRuleTyped(
    typed: Record<"trustees" | "threshold" | "witnesses", string>,
): BoardRule | undefined {
    const read = (text: string) => (/^[0-9]{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0);
    const [members, threshold] = [read(typed.trustees), read(typed.threshold)];
    const witnesses = typed.witnesses.split("\n").filter((line) => line.trim() !== "").length;
    const good = threshold > 0 && members <= trusteesMax && mayCount(members, threshold);
    return good ? boardRule(members, threshold, witnesses) : undefined;
}
