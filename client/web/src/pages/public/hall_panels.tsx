// What the hall screen shows in each phase. No partial result exists, so none can be shown.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { HallView, LogView } from "../../observer/views";
import { Fingerprint, Qr } from "../../ui/index";
import { Figure, Said, type Speakers } from "./hall_parts";
import { HallResult } from "./hall_result";
import { LastCall, OpenFor } from "./hall_clock";
import { offerOf } from "./offer";
import { shareText } from "./phrases";

interface PanelProps {
    readonly speakers: Speakers;
    readonly log: LogView;
    readonly hall: HallView | undefined;
}

export function HallPanel({ conference, ...props }: PanelProps & { conference: string }) {
    const { speakers, log } = props;
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
            return <Voting {...props} seen={sawItClosed.current} />;
        case "closing":
            return <Closing {...props} />;
        case "counting":
            return <Counting {...props} />;
        case "published":
            return (
                <Message speakers={speakers} say={({ t }) => t.hall.counted}>
                    <Said speakers={speakers} say={({ t }) => t.hall.waitAnnounce} />
                </Message>
            );
        case "announced":
            return <HallResult speakers={speakers} log={log} />;
        case "tooFew":
            return <Message speakers={speakers} say={({ t }) => t.hall.tooFew} />;
        case "noQuorum":
            return <Message speakers={speakers} say={({ t }) => t.hall.noQuorum} />;
        case "annulled":
            return (
                <Message speakers={speakers} say={({ t }) => t.hall.annulled}>
                    <bdi>{log.annulmentReason}</bdi>
                </Message>
            );
    }
}

/** The server's numbers, where they are ahead of the log that this screen has read. */
function latest(log: LogView, hall: HallView | undefined) {
    return hall && hall.size >= log.size ? hall : log;
}

function CheckingIn({ speakers, log, hall, conference }: PanelProps & { conference: string }) {
    const [first] = speakers;
    const { enrolled, papers, summoned } = latest(log, hall);
    const address = `${location.origin}/c/${conference}`;
    return (
        <div class="hall-two">
            <section class="hall-join">
                <Qr text={address} label={first.t.hall.joinQr} large />
                <p class="hall-address mono">{address.replace(/^https?:\/\//, "")}</p>
                <p class="hall-small">
                    <Said speakers={speakers} say={({ t }) => t.hall.join} />
                </p>
            </section>
            <div class="hall-column">
                <Figure speakers={speakers} say={({ t }) => t.hall.checkedIn}>
                    {first.t.hall.of(enrolled, summoned)}
                </Figure>
                <QuorumLine speakers={speakers} log={log} present={enrolled + papers} summoned={summoned} />
                {papers > 0 ? (
                    <p class="hall-small">
                        <Said speakers={speakers} say={({ t }) => t.hall.papers(papers)} />
                    </p>
                ) : null}
            </div>
        </div>
    );
}

interface QuorumLineProps {
    readonly speakers: Speakers;
    readonly log: LogView;
    readonly present: number;
    readonly summoned: number;
}

function QuorumLine({ speakers, log: { quorum }, present, summoned }: QuorumLineProps) {
    const met = present >= quorum.least;
    const across = (people: number) => (summoned === 0 ? 0 : (1000 * people) / summoned);
    const words = speakers.map(({ t }) => (met ? t.hall.quorumMet : t.hall.quorumMissed)).join(" – ");
    return (
        <section class="hall-quorum" data-state={met ? "met" : "missed"}>
            <svg viewBox="0 0 1000 60" role="img" aria-label={words} preserveAspectRatio="none">
                <rect x="0" y="10" width="1000" height="40" class="hall-track" />
                <rect x="0" y="10" width={across(present)} height="40" class="hall-fill" />
                <rect x={across(quorum.least) - 3} y="0" width="6" height="60" class="hall-tick" />
            </svg>
            <p>
                <Said
                    speakers={speakers}
                    say={({ t }) => t.hall.quorum(shareText(quorum.share), quorum.least)}
                />
                <strong class="hall-met">
                    <Said
                        speakers={speakers}
                        say={({ t }) => (met ? `✓ ${t.hall.quorumMet}` : `… ${t.hall.quorumMissed}`)}
                    />
                </strong>
            </p>
        </section>
    );
}

function LargeFingerprint({ speakers, log }: Omit<PanelProps, "hall">) {
    const [first] = speakers;
    const { fingerprint, fingerprintHash } = log.opening ?? {};
    if (fingerprint === undefined || fingerprintHash === undefined) return null;
    return (
        <section class="hall-fingerprint">
            <h2>
                <Said speakers={speakers} say={({ t }) => t.hall.fingerprint} />
            </h2>
            <Fingerprint digits={fingerprint} />
            <Qr text={fingerprintHash} label={first.t.hall.fingerprintQr} />
            <p class="hall-small">
                <Said speakers={speakers} say={({ t }) => t.hall.compare} />
            </p>
        </section>
    );
}

interface ConfirmationsProps extends Omit<PanelProps, "hall"> {
    readonly say: (speaker: Speakers[0]) => string;
    readonly given: number;
}

/** Says how many have confirmed, how many must, and how many of those must be of the board. */
function Confirmations({ speakers, log, say, given }: ConfirmationsProps) {
    const { confirmationsNeeded, threshold } = log;
    return (
        <div class="hall-confirmations">
            <Figure speakers={speakers} say={say}>
                {speakers[0].t.hall.of(given, confirmationsNeeded)}
            </Figure>
            <p class="hall-small">
                <Said speakers={speakers} say={({ t }) => t.hall.needed(confirmationsNeeded, threshold)} />
            </p>
        </div>
    );
}

function Opening({ speakers, log }: PanelProps) {
    const [first] = speakers;
    return (
        <div class="hall-column hall-spread">
            <div class="hall-figures">
                <Confirmations
                    speakers={speakers}
                    log={log}
                    say={({ t }) => t.hall.confirming}
                    given={log.opening?.by.length ?? 0}
                />
                <Figure speakers={speakers} say={({ t }) => t.hall.checkedIn}>
                    {first.t.hall.of(log.enrolled, log.summoned)}
                </Figure>
            </div>
        </div>
    );
}

function Voting({ speakers, log, hall, seen }: PanelProps & { seen: boolean }) {
    const [first] = speakers;
    return (
        <div class="hall-column hall-spread">
            <LargeFingerprint speakers={speakers} log={log} />
            <div class="hall-figures">
                <Figure speakers={speakers} say={({ t }) => t.hall.cast}>
                    {/* The push alone: the log would show every single ballot at the moment it comes. */}
                    {hall?.phase === "voting" ? first.t.hall.of(hall.ballots, log.enrolled) : "…"}
                </Figure>
                {hall?.lastCallEndsAt === undefined ? (
                    <OpenFor speakers={speakers} log={log} seen={seen} />
                ) : (
                    <LastCall speakers={speakers} endsAt={hall.lastCallEndsAt} />
                )}
            </div>
            <p class="hall-small">
                <Said speakers={speakers} say={({ t }) => t.hall.steps} />
            </p>
        </div>
    );
}

function Closing({ speakers, log }: PanelProps) {
    const [first] = speakers;
    return (
        <Message speakers={speakers} say={({ t }) => t.hall.closing}>
            <div class="hall-figures">
                <Figure speakers={speakers} say={({ t }) => t.fact.ballotsCounted}>
                    {first.t.hall.of(log.ballotsCounted, log.enrolled)}
                </Figure>
                <Confirmations
                    speakers={speakers}
                    log={log}
                    say={({ t }) => t.fact.closeBy}
                    given={log.closing?.by.length ?? 0}
                />
            </div>
        </Message>
    );
}

function Counting({ speakers, log }: PanelProps) {
    const [first] = speakers;
    return (
        <Message speakers={speakers} say={({ t }) => t.hall.counting}>
            <div class="hall-figures">
                <Figure speakers={speakers} say={({ t }) => t.fact.ballotsCounted}>
                    {first.t.hall.of(log.ballotsCounted, log.enrolled)}
                </Figure>
                <Figure speakers={speakers} say={({ t }) => t.hall.keysOpened}>
                    {first.t.hall.of(log.shares.length, log.threshold)}
                </Figure>
            </div>
        </Message>
    );
}

interface MessageProps {
    readonly speakers: Speakers;
    readonly say: (speaker: Speakers[0]) => string;
    readonly children?: ComponentChildren;
}
function Message({ speakers, say, children }: MessageProps) {
    return (
        <div class="hall-column hall-message">
            <h2>
                <Said speakers={speakers} say={say} />
            </h2>
            {children}
        </div>
    );
}
