// The desk of this conference: opened once the key is open, followed while the page is shown, closed and wiped after it.
import { useEffect, useState } from "preact/hooks";
import { type Rejection } from "../../crypto/result";
import { type ProgressCall } from "../../service/follow";
import { NetworkError } from "../../service/network";
import { Desk } from "../../staff/desk";

export interface DeskView<Worker> {
    readonly at?: Worker | undefined;
    readonly connected: boolean;
    readonly reading?: { readonly done: number; readonly total: number } | undefined;
    readonly failure?: Rejection | "network" | undefined;
    /** Grows with everything that changes, so that whoever depends on the log draws anew. */
    readonly version: number;
    readonly again: () => void;
}
interface Wipeable {
    wipe(): void;
}

/** `begin` is given with the key, and the same while the key is. */
export function useDesk<Worker extends Wipeable>(
    role: "organizer" | "board",
    conference: string,
    begin: ((desk: Desk) => Worker) | undefined,
): DeskView<Worker> {
    const [view, setView] = useState<Omit<DeskView<Worker>, "again">>({ connected: true, version: 0 });
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
        if (!begin) return undefined;
        const change = (part: Partial<DeskView<Worker>>) => {
            setView((before) => ({ ...before, ...part, version: before.version + 1 }));
        };
        let left = false;
        let leave = () => {
            left = true;
        };
        const told: ProgressCall = (done, total) => {
            change({ reading: { done, total } });
        };
        const start = async () => {
            const opened = await Desk.open(role, { server: location.origin, id: conference }, told);
            if (!opened.ok) {
                change({ failure: opened, reading: undefined });
                return;
            }
            const desk = opened.value;
            if (left) {
                desk.close();
                return;
            }
            const at = begin(desk);
            leave = () => {
                desk.close();
                at.wipe();
            };
            desk.follow({
                changed: () => {
                    change({ connected: true });
                },
                connected: (connected) => {
                    change({ connected });
                },
                refused: (failure) => {
                    change({ failure });
                },
            });
            change({ at, reading: undefined, failure: undefined });
        };
        start().catch((error: unknown) => {
            if (!(error instanceof NetworkError)) throw error;
            change({ failure: "network", reading: undefined });
        });
        return () => {
            leave();
        };
    }, [role, conference, begin, attempt]);
    return {
        ...view,
        again: () => {
            setAttempt(attempt + 1);
        },
    };
}
