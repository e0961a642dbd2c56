// What the hall screen's panels are made of: words in both languages, one large figure, and the foot.
import type { ComponentChildren } from "preact";
import type { LogView, ObserverState } from "../../observer/views";
import { groupsOfFour } from "../../ui/index";
import { offerOf } from "./offer";
import type { Speaker } from "./phrases";

/** The screen's language first. */
export type Speakers = readonly [Speaker, ...Speaker[]];

interface SaidProps {
    readonly speakers: Speakers;
    readonly say: (speaker: Speaker) => string;
}

/** Says the same in each language, or once where the words are the same. */
export function Said({ speakers, say }: SaidProps) {
    const [first, ...rest] = speakers.map((one) => ({ language: one.language, words: say(one) }));
    return (
        <span class="said">
            <span class="said-first" lang={first?.language}>
                <bdi>{first?.words}</bdi>
            </span>
            {rest
                .filter(({ words }) => words !== first?.words)
                .map(({ language, words }) => (
                    <span key={language} class="said-second" lang={language}>
                        <bdi>{words}</bdi>
                    </span>
                ))}
        </span>
    );
}

interface FigureProps extends SaidProps {
    readonly children: ComponentChildren;
}

/** Shows a number, large enough to be read from the last row, and says what it counts. */
export function Figure({ speakers, say, children }: FigureProps) {
    return (
        <section class="hall-figure">
            <h2>
                <Said speakers={speakers} say={say} />
            </h2>
            <p class="hall-number">{children}</p>
        </section>
    );
}

interface FooterProps {
    readonly speakers: Speakers;
    readonly log: LogView;
    readonly state: ObserverState;
}

/** What people compare stays in sight: the board's mark, which slips carry, and the fingerprint once there is one, where the panel
    does not show it itself. A lost connection is said in their place. */
export function HallFooter({ speakers, log, state: { connected } }: FooterProps) {
    const digits = offerOf(log).fingerprintAtFoot;
    const mark = log.anchorMark;
    return (
        <footer class={digits || mark || !connected ? "hall-foot" : "hall-foot empty"}>
            {connected ? null : (
                <p class="hall-offline" role="status">
                    <Said speakers={speakers} say={({ t }) => t.hall.offline} />
                </p>
            )}
            {mark && connected ? (
                <p class="hall-foot-mark">
                    <Said speakers={speakers} say={({ t }) => t.fact.boardMark} />
                    <span class="mono">{groupsOfFour(mark).join("-")}</span>
                </p>
            ) : null}
            {digits && connected ? (
                <p class="hall-foot-fingerprint">
                    <Said speakers={speakers} say={({ t }) => t.hall.fingerprint} />
                    <span class="mono">{groupsOfFour(digits).join(" ")}</span>
                </p>
            ) : null}
        </footer>
    );
}
