// The half-filled ballot. It is kept on this device at each mark and found again after a reload; marks of another
// opening, or of a ballot that has another number of officials, are not taken over.
import { useEffect, useState } from "preact/hooks";
import { get, put, type KeptMarks } from "../../storage/database";
import { Level } from "../../election/bodies";
import { useAnswers } from "../use_answers";

export interface Marks {
    readonly levels: readonly Level[];
    readonly at: KeptMarks["at"];
    readonly mark: (j: number, level: Level) => void;
    readonly go: (at: KeptMarks["at"]) => void;
}

interface Filled {
    readonly levels: readonly Level[];
    readonly at: KeptMarks["at"];
}

/** Undefined until it is known whether marks are kept. On a shared tablet `keep` is false, and none are. */
export function useMarks(
    conferenceId: string,
    openDigest: string,
    officials: number,
    changing: boolean,
    compared: boolean,
    keep: boolean,
): Marks | undefined {
    const [filled, setFilled] = useState<Filled>();
    const hand = useAnswers();
    useEffect(() => {
        const empty: Filled = {
            levels: Array<Level>(officials).fill(Level.blank),
            at: compared ? "marking" : "compare",
        };
        const found = keep ? get("marks", conferenceId) : Promise.resolve(undefined);
        hand(found, (kept) => {
            setFilled((kept && fitting(kept, openDigest, officials, changing)) ?? empty);
        });
    }, [conferenceId, openDigest, officials, changing, compared, keep, hand]);
    if (!filled) return undefined;
    const set = (next: Filled) => {
        setFilled(next);
        if (keep) hand(put("marks", conferenceId, { ...next, openDigest, changing }), () => undefined);
    };
    return {
        ...filled,
        mark: (j, level) => {
            set({ ...filled, levels: filled.levels.map((old, at) => (at === j ? level : old)) });
        },
        go: (at) => {
            scrollTo(0, 0);
            set({ ...filled, at });
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
    return fits ? { levels, at: kept.at } : undefined;
}
