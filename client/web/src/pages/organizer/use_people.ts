import { useEffect, useState } from "preact/hooks";
import type { Rejection } from "../../crypto/result";
import type { RollPerson } from "../../staff/roll_csv";
import { useAnswers } from "../use_answers";
import type { LeadProps } from "./props";

/** Who the numbers are. */
export interface People {
    readonly people: readonly RollPerson[];
    /** Why this device knows no names. */
    readonly nameless: Rejection | undefined;
}

/** Nothing while they are looked up. */
export function usePeople({ view, calls }: Pick<LeadProps, "view" | "calls">): People | undefined {
    const [known, setKnown] = useState<People>();
    const hand = useAnswers();
    useEffect(() => {
        hand(calls.people(), (found) => {
            setKnown(
                found.ok ? { people: found.value, nameless: undefined } : { people: [], nameless: found },
            );
        });
    }, [hand, calls, view.summoned]);
    return known;
}
