// What the hall screen shows in each phase, in one language at a time. No partial result exists, so none can be shown.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { HallView, LogView } from "../../observer/views";
import { Fingerprint, minutesAndSeconds, Qr, useSecondsLeft } from "../../ui/index";
import { Figure } from "./hall_parts";
import { HallResult, type Paging } from "./hall_result";
import { OpenFor } from "./hall_clock";
import { offerOf } from "./offer";
import { type Speaker, shareText } from "./phrases";

interface PanelProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly hall: HallView | undefined;
}

interface HallPanelProps extends PanelProps {
    readonly conference: string;
    readonly paging: Paging;
}

export function HallPanel({ conference, paging, ...props }: HallPanelProps) {
    const { speaking, log, hall } = props;
    const { t } = speaking;
    const { phase } = offerOf(log);
    const sawItClosed = useRef(false);
    if (phase === "setup" || phase === "opening") sawItClosed.current = true;
    switch (phase) {
        case "first":
        case "setup":
            return <CheckingIn {...props} conference={conference} />;
        case "opening":
            return <Opening {...props} />;
        case "voting":
            if (hall?.lastCallEndsAt !== undefined)
                return <LastCall speaking={speaking} log={log} hall={hall} endsAt={hall.lastCallEndsAt} />;
            return <Voting {...props} seen={sawItClosed.current} />;
        case "closing":
            return <Closing {...props} />;
        case "counting":
            return <Counting {...props} />;
        case "published":
            return (
                <Message title={t.hall.counted}>
                    <p class="hall-waits">{t.hall.waitAnnounce}</p>
                </Message>
            );
        case "announced":
            return <HallResult speaking={speaking} log={log} paging={paging} />;
        case "tooFew":
            return <Message title={t.hall.tooFew} />;
        case "noQuorum":
            return <Message title={t.hall.noQuorum} />;
        case "annulled":
            return (
                <Message title={t.hall.annulled}>
                    <p class="hall-waits">
                        <bdi>{log.annulmentReason}</bdi>
                    </p>
                </Message>
            );
    }
}

/** The server's numbers, where they are ahead of the log that this screen has read. */
function latest(log: LogView, hall: HallView | undefined) {
    return hall && hall.size >= log.size ? hall : log;
}

function CheckingIn({
    speaking: { t },
    speaking,
    log,
    hall,
    conference,
}: PanelProps & { conference: string }) {
    const { enrolled, papers, summoned } = latest(log, hall);
    const address = `${location.origin}/c/${conference}`;
    return (
        <div class="hall-two">
            <section class="hall-join">
                <Qr text={address} label={t.hall.joinQr} large />
                <p class="hall-address mono">
                    {location.host}
                    <wbr />
                    {address.slice(location.origin.length)}
                </p>
                <p class="hall-small">{t.hall.join}</p>
            </section>
            <div class="hall-column">
                <Figure title={t.hall.checkedIn}>{t.hall.of(enrolled, summoned)}</Figure>
                <QuorumLine speaking={speaking} log={log} present={enrolled + papers} summoned={summoned} />
                {papers > 0 ? <p class="hall-small">{t.hall.papers(papers)}</p> : null}
            </div>
        </div>
    );
}

interface QuorumLineProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly present: number;
    readonly summoned: number;
}

function QuorumLine({ speaking: { t }, log: { quorum }, present, summoned }: QuorumLineProps) {
    const met = present >= quorum.least;
    const across = (people: number) => (summoned === 0 ? 0 : (1000 * people) / summoned);
    const words = met ? t.hall.quorumMet : t.hall.quorumMissed;
    return (
        <section class="hall-quorum" data-state={met ? "met" : "missed"}>
            <svg viewBox="0 0 1000 60" role="img" aria-label={words} preserveAspectRatio="none">
                <rect x="0" y="10" width="1000" height="40" class="hall-track" />
                <rect x="0" y="10" width={across(present)} height="40" class="hall-fill" />
                <rect x={across(quorum.least) - 3} y="0" width="6" height="60" class="hall-tick" />
            </svg>
            <p>
                <span>{t.hall.quorum(shareText(quorum.share), quorum.least)}</span>
                <strong class="hall-met">
                    {met ? "✓" : "…"} {words}
                </strong>
            </p>
        </section>
    );
}

function LargeFingerprint({ speaking: { t }, log }: Omit<PanelProps, "hall">) {
    const { fingerprint, fingerprintHash } = log.opening ?? {};
    if (fingerprint === undefined || fingerprintHash === undefined) return null;
    return (
        <section class="hall-fingerprint">
            <h2>{t.hall.fingerprint}</h2>
            <Fingerprint digits={fingerprint} />
            <Qr text={fingerprintHash} label={t.hall.fingerprintQr} />
            <p class="hall-small">{t.hall.compare}</p>
        </section>
    );
}

interface ConfirmationsProps extends Omit<PanelProps, "hall"> {
    readonly given: number;
}

/** Says how many have confirmed, how many must, and how many of those must be of the board. */
function Confirmations({
    speaking: { t },
    log: { confirmationsNeeded, threshold },
    given,
}: ConfirmationsProps) {
    return (
        <div class="hall-confirmations">
            <Figure title={t.hall.confirmed}>{t.hall.of(given, confirmationsNeeded)}</Figure>
            <p class="hall-small">{t.hall.needed(confirmationsNeeded, threshold)}</p>
        </div>
    );
}

function Opening({ speaking: { t }, speaking, log }: PanelProps) {
    return (
        <Message title={t.hall.confirming}>
            <div class="hall-figures">
                <Figure title={t.hall.checkedIn}>{t.hall.of(log.enrolled, log.summoned)}</Figure>
                <Confirmations speaking={speaking} log={log} given={log.opening?.by.length ?? 0} />
            </div>
        </Message>
    );
}

function ballotsTold(t: Speaker["t"], log: LogView, hall: HallView | undefined): string {
    const { ballotsTold: told } = offerOf(log, hall);
    return told === undefined ? "…" : t.hall.of(told, log.enrolled);
}

interface LastCallProps extends PanelProps {
    readonly endsAt: number;
}

/** A full band, from wall to wall: nothing else on this screen looks like it. */
function LastCall({ speaking: { t }, log, hall, endsAt }: LastCallProps) {
    const left = useSecondsLeft(endsAt);
    return (
        <div class="hall-last-call">
            <h2>{t.hall.lastCall}</h2>
            <p class="hall-last-call-clock" role="timer" aria-label={t.hall.lastCall}>
                {minutesAndSeconds(left)}
            </p>
            <p class="hall-last-call-asks">{left > 0 ? t.hall.lastCallAsks : t.hall.lastCallOver}</p>
            <p class="hall-last-call-cast">
                {t.hall.cast}: <strong>{ballotsTold(t, log, hall)}</strong>
            </p>
        </div>
    );
}

function Voting({ speaking: { t }, speaking, log, hall, seen }: PanelProps & { seen: boolean }) {
    return (
        <div class="hall-column hall-spread">
            <LargeFingerprint speaking={speaking} log={log} />
            <div class="hall-figures">
                <Figure title={t.hall.cast}>{ballotsTold(t, log, hall)}</Figure>
                <OpenFor speaking={speaking} log={log} seen={seen} />
            </div>
            <p class="hall-small">{t.hall.steps}</p>
        </div>
    );
}

function Closing({ speaking: { t }, speaking, log }: PanelProps) {
    return (
        <Message title={t.hall.closing}>
            <div class="hall-figures">
                <Figure title={t.fact.ballotsCounted}>{t.hall.of(log.ballotsCounted, log.enrolled)}</Figure>
                <Confirmations speaking={speaking} log={log} given={log.closing?.by.length ?? 0} />
            </div>
        </Message>
    );
}

function Counting({ speaking: { t }, log }: PanelProps) {
    return (
        <Message title={t.hall.counting}>
            <div class="hall-figures">
                <Figure title={t.fact.ballotsCounted}>{t.hall.of(log.ballotsCounted, log.enrolled)}</Figure>
                <Figure title={t.hall.keysOpened}>{t.hall.of(log.shares.length, log.threshold)}</Figure>
            </div>
        </Message>
    );
}

interface MessageProps {
    readonly title: string;
    readonly children?: ComponentChildren;
}
function Message({ title, children }: MessageProps) {
    return (
        <div class="hall-column hall-message">
            <h2>{title}</h2>
            {children}
        </div>
    );
}
