// Shows how long the vote has been open. The log has no times, on purpose. So the screen uses its own clock, and counts from when
// it saw the opening confirmed. Where it was switched on later it does not know since when, and shows the hour.
import { useEffect, useRef, useState } from "preact/hooks";
import type { LogView } from "../../observer/views";
import { forms } from "../../gen/forms";
import { Figure } from "./hall_parts";
import type { Speaker } from "./phrases";

interface Opened {
    readonly at: number; // milliseconds
    /** This screen was there when it happened. */
    readonly seen: boolean;
}

const key = "vouch.hall.opened";

/** Kept for this tab, so that reloading does not set the clock back. */
function recall(opening: string): Opened | undefined {
    try {
        const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as (Opened & { of: string }) | null;
        return kept?.of === opening ? kept : undefined;
    } catch {
        return undefined;
    }
}

function openedAt(opening: string, seen: boolean): Opened {
    const kept = recall(opening);
    if (kept) return kept;
    const opened = { at: Date.now(), seen };
    try {
        sessionStorage.setItem(key, JSON.stringify({ ...opened, of: opening }));
    } catch {
        // A browser that keeps nothing: loaded again, the clock begins anew.
    }
    return opened;
}

interface OpenForProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    /** This screen was there before the vote was open. */
    readonly seen: boolean;
}

export function OpenFor({ speaking: { t, language }, log, seen: seenNow }: OpenForProps) {
    const opening = `${log.electionId}.${log.opening?.number ?? ""}`;
    const opened = useRef<Opened>(undefined);
    opened.current ??= openedAt(opening, seenNow);
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        const ticking = setInterval(() => {
            setNow(Date.now());
        }, 1000);
        return () => {
            clearInterval(ticking);
        };
    }, []);
    const { at, seen } = opened.current;
    return seen ? (
        <Figure title={t.hall.sinceOpening}>{clock(Math.max(0, now - at))}</Figure>
    ) : (
        <Figure title={t.hall.now}>{hour(language, now)}</Figure>
    );
}

/** "14:05". */
function hour(language: Speaker["language"], at: number): string {
    const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    return new Intl.DateTimeFormat(forms[language].locale, form).format(at);
}

/** "0:24:10". */
function clock(milliseconds: number): string {
    const seconds = Math.floor(milliseconds / 1000);
    const two = (number: number) => String(number).padStart(2, "0");
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
