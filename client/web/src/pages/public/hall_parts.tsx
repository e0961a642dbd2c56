// What the hall screen's panels are made of: one large figure, and the foot.
import type { ComponentChildren } from "preact";
import type { LogView, ObserverState } from "../../observer/views";
import { groupsOfFour } from "../../ui/index";
import { offerOf } from "./offer";
import type { Speaker } from "./phrases";

interface FigureProps {
    readonly title: string;
    readonly children: ComponentChildren;
}

/** Shows a number, large enough to be read from the last row, and says what it counts. */
export function Figure({ title, children }: FigureProps) {
    return (
        <section class="hall-figure">
            <h2>{title}</h2>
            <p class="hall-number">{children}</p>
        </section>
    );
}

interface FooterProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly state: ObserverState;
}

/** What people compare stays in sight: the board's mark, which slips carry, and the fingerprint once there is one, where the panel
    does not show it itself. A lost connection is said in their place. */
export function HallFooter({ speaking: { t }, log, state: { connected, hall } }: FooterProps) {
    const digits = offerOf(log, hall).fingerprintAtFoot;
    const mark = log.anchorMark;
    return (
        <footer class={digits || mark || !connected ? "hall-foot" : "hall-foot empty"}>
            {connected ? null : (
                <p class="hall-offline" role="status">
                    {t.hall.offline}
                </p>
            )}
            {mark && connected ? (
                <p class="hall-foot-mark">
                    <span>{t.fact.boardMark}</span>
                    <span class="mono">{groupsOfFour(mark).join("-")}</span>
                </p>
            ) : null}
            {digits && connected ? (
                <p class="hall-foot-fingerprint">
                    <span>{t.hall.fingerprint}</span>
                    <span class="mono">{groupsOfFour(digits).join(" ")}</span>
                </p>
            ) : null}
        </footer>
    );
}
