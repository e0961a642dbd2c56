// The half-filled ballot. It is kept on this device at each mark and found again after a reload; marks of another
// opening, or of a ballot that has another number of officials, are not taken over.
import { useEffect, useState } from "preact/hooks";
import { get, put, type KeptMarks } from "../../storage/database";
import { Level } from "../../election/bodies";
import type { DeviceState } from "../../participant/messages";
import { useAnswers } from "../use_answers";

export interface Marks {
    readonly levels: readonly Level[];
    readonly at: KeptMarks["at"];
    /** The official whose card the marking begins at, counted from 0. Undefined where it begins at the top. */
    readonly aim: number | undefined;
    readonly mark: (j: number, level: Level) => void;
    readonly go: (at: KeptMarks["at"], aim?: number) => void;
}

type Filled = Pick<Marks, "levels" | "at" | "aim">;

/** Undefined where no ballot is marked, and until it is known whether marks are kept. On a shared tablet `keep` is false, and
    none are. */
export function useMarks(
    conferenceId: string,
    { stage, conference }: DeviceState,
    keep: boolean,
): Marks | undefined {
    const [filled, setFilled] = useState<Filled>();
    const hand = useAnswers();
    const ballot = stage.at === "ballot" ? stage : undefined;
    const openDigest = ballot?.opening.digest;
    const changing = ballot?.changing ?? false;
    const compared = ballot?.compared ?? false;
    const officials = conference?.officials.length ?? 0;
    useEffect(() => {
        setFilled(undefined);
        if (openDigest === undefined) return;
        let left = false;
        const empty: Filled = {
            levels: Array<Level>(officials).fill(Level.blank),
            at: compared ? "marking" : "compare",
            aim: undefined,
        };
        const found = keep ? get("marks", conferenceId) : Promise.resolve(undefined);
        hand(found, (kept) => {
            if (!left) setFilled((kept && fitting(kept, openDigest, officials, changing)) ?? empty);
        });
        return () => {
            left = true;
        };
    }, [conferenceId, openDigest, officials, changing, compared, keep, hand]);
    if (!filled || openDigest === undefined) return undefined;
    const set = (next: Filled) => {
        const { levels, at } = next;
        setFilled(next);
        if (keep) hand(put("marks", conferenceId, { levels, at, openDigest, changing }), () => undefined);
    };
    return {
        ...filled,
        mark: (j, level) => {
            set({ ...filled, levels: filled.levels.map((old, at) => (at === j ? level : old)) });
        },
        go: (at, aim) => {
            set({ ...filled, at, aim });
        },
    };
}

export function fitting(
    kept: KeptMarks,
    openDigest: string,
    officials: number,
    changing: boolean,
): Filled | undefined {
    const isLevel = (level: number): level is Level => level in Level;
    const levels = kept.levels.filter(isLevel);
    const fits =
        kept.openDigest === openDigest &&
        kept.changing === changing &&
        levels.length === officials &&
        kept.levels.length === officials;
    return fits ? { levels, at: kept.at, aim: undefined } : undefined;
}
