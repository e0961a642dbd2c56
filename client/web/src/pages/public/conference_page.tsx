// A conference as anyone may see it: what it is, where it stands, what ties it to the log, and where each role goes on.
import { useEffect } from "preact/hooks";
import { formatDate, formatNumber } from "../../i18n/format";
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import type { ConfirmedView, LogView } from "../../observer/views";
import { onFragment } from "../../router/fragment";
import type { ConferencePage as PageName } from "../../router/route";
import { Link, navigate } from "../../router/router";
import { Card, Facts } from "../../ui/index";
import { ObservedPage } from "./observed_page";
import { type Offer, offerOf } from "./offer";
import { shareText, type Speaker, useSpeaker } from "./phrases";
import { FingerprintCard, ResultTable } from "./result_parts";
import { useObserver } from "./use_observer";

interface ConferenceProps {
    readonly conference: string;
}

export function ConferencePage({ conference }: ConferenceProps) {
    const t = useTexts(publicTexts).conference;
    const { state } = useObserver(conference);
    useEffect(
        () =>
            onFragment(() => {
                navigate({ page: "vote", conference }); // a slip was scanned into this very page
            }),
        [conference],
    );
    return (
        <ObservedPage title={t.title} state={state} wide>
            {(log) => <Conference log={log} conference={conference} />}
        </ObservedPage>
    );
}

function Conference({ log, conference }: { log: LogView } & ConferenceProps) {
    const speaking = useSpeaker(log);
    const { t } = speaking;
    const offer = offerOf(log);
    return (
        <>
            <div class="stack no-print">
                <p>{t.conference.voteHint}</p>
                <div class="step-actions">
                    <Link to={{ page: "vote", conference }} class="button primary">
                        {t.conference.vote}
                    </Link>
                </div>
            </div>
            <FingerprintCard speaking={speaking} digits={offer.fingerprint} />
            <Card title={t.conference.facts}>
                <Facts lines={conferenceFacts(speaking, log, offer)} />
            </Card>
            {offer.result ? (
                <Card title={t.conference.result}>
                    <ResultTable speaking={speaking} log={log} result={offer.result} />
                </Card>
            ) : (
                <Officials speaking={speaking} log={log} />
            )}
            <Pages conference={conference} />
            <Card title={t.conference.proof}>
                <Facts lines={proofFacts(speaking, log)} />
                <p class="soft">{t.reading.checkedHere(log.size)}</p>
            </Card>
            <Verifier conference={conference} />
        </>
    );
}

function conferenceFacts({ language, t, text }: Speaker, log: LogView, offer: Offer): [string, string][] {
    const n = (value: number) => formatNumber(language, value);
    const { quorum, summoned } = log;
    const quorumName = t.fact.quorum(shareText(quorum.share), quorum.least);
    const quorumText = quorum.met ? t.fact.quorumMet : t.fact.quorumMissed;
    return [
        [t.fact.conference, text(log.title)],
        [t.fact.body, text(log.body)],
        [t.fact.place, text(log.place)],
        [t.fact.date, formatDate(language, log.date)],
        [t.fact.phase, t.phase[offer.phase]],
        [t.fact.summoned, n(summoned)],
        [t.fact.checkedIn, n(log.enrolled)],
        ...(log.papers > 0 ? ([[t.fact.papers, n(log.papers)]] as [string, string][]) : []),
        ...(offer.quorum ? ([[quorumName, quorumText]] as [string, string][]) : []),
        ...(log.overrideReason ? ([[t.fact.overrideReason, log.overrideReason]] as [string, string][]) : []),
        ...(offer.result ? ([[t.fact.collected, n(log.collected)]] as [string, string][]) : []),
        ...(log.annulmentReason ? ([[t.fact.reason, log.annulmentReason]] as [string, string][]) : []),
    ];
}

function confirmedText({ t }: Speaker, log: LogView, by: ConfirmedView | undefined): string {
    if (!by || by.by.length === 0) return t.fact.notYet;
    const { confirmers, confirmationsNeeded, threshold } = log;
    return t.fact.confirmedBy(by.by.join("; "), by.by.length, confirmers, confirmationsNeeded, threshold);
}

function proofFacts(speaking: Speaker, log: LogView) {
    const { language, t } = speaking;
    return [
        [t.fact.size, formatNumber(language, log.size)],
        [t.fact.root, <span class="mono">{log.root}</span>],
        [t.fact.vkey, <span class="mono">{log.logVkey}</span>],
        [t.fact.electionId, <span class="mono">{log.electionId}</span>],
        [t.fact.boardMark, <span class="mono">{log.anchorMark ?? t.fact.notYet}</span>],
        [t.fact.openingNumber, <span class="mono">{log.opening?.number ?? t.fact.notYet}</span>],
        [t.fact.openBy, confirmedText(speaking, log, log.opening)],
        [t.fact.closeBy, confirmedText(speaking, log, log.closing)],
        [t.fact.sharesBy, log.shares.length > 0 ? log.shares.join("; ") : t.fact.notYet],
    ] as const;
}

function Officials({ speaking, log }: { speaking: Speaker; log: LogView }) {
    const { t, text } = speaking;
    return (
        <Card title={t.conference.officials}>
            <ol class="officials">
                {log.officials.map(({ name, position }, j) => (
                    <li key={j}>
                        <strong>
                            <bdi>{name}</bdi>
                        </strong>
                        <br />
                        <bdi class="soft">{text(position)}</bdi>
                    </li>
                ))}
            </ol>
        </Card>
    );
}

const otherPages = [
    "results",
    "minutes",
    "verify",
    "lookup",
    "check",
    "hall",
    "kiosk",
    "organizer",
    "board",
] as const satisfies readonly PageName[];

function Pages({ conference }: ConferenceProps) {
    const t = useTexts(publicTexts).conference;
    return (
        <nav class="card no-print" aria-label={t.pages}>
            <h2>{t.pages}</h2>
            <ul class="page-links">
                {otherPages.map((page) => (
                    <li key={page}>
                        <Link to={{ page, conference }}>{t[page]}</Link>
                    </li>
                ))}
            </ul>
        </nav>
    );
}

function Verifier({ conference }: ConferenceProps) {
    const t = useTexts(publicTexts).conference;
    const command = `vouch audit verify ${location.origin}/c/${conference} --vkey ${t.vkeyFile}`;
    return (
        <Card title={t.verifier}>
            <p>{t.verifierBody}</p>
            <p>
                {t.command}: <code class="mono command">{command}</code>
            </p>
        </Card>
    );
}
