// The form that the board and the chair sign.
import { formatNumber, formatPercent } from "../../i18n/format";
import type { LogView, ResultView } from "../../observer/views";
import { groupsOfFour, Qr } from "../../ui/index";
import { baseText, markText, partName, parts, type Speaker } from "./phrases";
import { ratedOfficials } from "./result_parts";

interface SheetProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
}

export function MinutesSheet({ speaking, log, result, conference }: SheetProps & { conference: string }) {
    const { t } = speaking;
    return (
        <article class="sheet" tabIndex={0} lang={speaking.language}>
            <Heading speaking={speaking} log={log} />
            <h3>{t.minutes.numbers}</h3>
            <Numbers speaking={speaking} log={log} />
            <h3>{t.minutes.results}</h3>
            <p>{baseText(speaking, result)}</p>
            <Lines speaking={speaking} log={log} result={result} />
            <Consequences speaking={speaking} log={log} result={result} />
            <h3>{t.minutes.verification}</h3>
            <Verification speaking={speaking} log={log} conference={conference} />
            <h3>{t.minutes.signatures}</h3>
            <Signatures speaking={speaking} log={log} />
        </article>
    );
}

type Part = Omit<SheetProps, "result">;

function Heading({ speaking: { t, text, language }, log }: Part) {
    const facts: [string, string][] = [
        [t.fact.body, text(log.body)],
        [t.fact.conference, text(log.title)],
        [t.fact.place, text(log.place)],
        [t.fact.date, dateText(t.minutes.date, log.date)],
    ];
    return (
        <>
            <h2 class="sheet-heading">{t.minutes.heading}</h2>
            {log.rehearsal ? <p class="sheet-rehearsal">{t.minutes.rehearsal}</p> : null}
            <dl class="sheet-facts" lang={language}>
                {facts.map(([name, value]) => (
                    <div key={name}>
                        <dt>{name}:</dt>
                        <dd>
                            <bdi>{value}</bdi>
                        </dd>
                    </div>
                ))}
            </dl>
        </>
    );
}

function dateText(say: (day: number, month: number, year: number) => string, iso: string): string {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
    return found ? say(Number(found[3]), Number(found[2]), Number(found[1])) : iso; // as stated
}

function Numbers({ speaking: { t, language }, log }: Part) {
    const { minutes } = t;
    const rows: [string, number][] = [
        [minutes.summoned, log.summoned],
        [minutes.present, log.present],
        [minutes.issued, log.present],
        [`– ${minutes.onPaper}`, log.papers],
        [minutes.collected, log.collected],
        [minutes.notReturned, log.present - log.collected],
        [minutes.valid, log.collected - log.invalid],
        [minutes.invalid, log.invalid],
    ];
    return (
        <table class="sheet-table sheet-numbers">
            <thead class="unseen">
                <tr>
                    <th scope="col">{minutes.what}</th>
                    <th scope="col">{minutes.count}</th>
                </tr>
            </thead>
            <tbody>
                {rows.map(([name, value]) => (
                    <tr key={name}>
                        <th scope="row">{name}</th>
                        <td class="number">{formatNumber(language, value)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Lines({ speaking, log, result }: SheetProps) {
    const { t, language } = speaking;
    return (
        <table class="sheet-table">
            <thead>
                <tr>
                    <th scope="col">{t.results.number}</th>
                    <th scope="col">{t.results.official}</th>
                    {parts.map((part) => (
                        <th key={part} scope="col" class="number">
                            {partName(speaking, log, part)}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {ratedOfficials(speaking, log, result).map(({ number, name, position, line }) => (
                    <tr key={number}>
                        <td class="number">{number}</td>
                        <th scope="row" class="sheet-name">
                            <bdi>{name}</bdi>
                            <br />
                            <bdi class="sheet-position">{position}</bdi>
                        </th>
                        {parts.map((part) => (
                            <td key={part} class="number">
                                <strong>{formatNumber(language, line.counts[part])}</strong>
                                <br />
                                {formatPercent(language, line.percent[part])}
                            </td>
                        ))}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Consequences({ speaking, log, result }: SheetProps) {
    const marked = ratedOfficials(speaking, log, result).flatMap(({ number, name, line: { mark } }) =>
        mark ? [{ number, name, mark }] : [],
    );
    return marked.map(({ number, name, mark }) => (
        <p key={number}>
            {speaking.t.minutes.consequence}: {number}. <bdi>{name}</bdi>: {markText(speaking, mark)} –{" "}
            <bdi>{speaking.text(mark.consequence)}</bdi>.
        </p>
    ));
}

function Verification({ speaking, log, conference }: Part & { conference: string }) {
    const { t } = speaking;
    const link = `${location.origin}/c/${conference}/verify#${log.logVkey}`;
    const facts: [string, string, boolean][] = [
        [t.fact.electionId, log.electionId, true],
        [t.fact.boardMark, log.anchorMark ?? "", true],
        [t.fact.openingNumber, log.opening?.number ?? "", true],
        [t.fact.fingerprint, groupsOfFour(log.opening?.fingerprint ?? "").join(" "), true],
        [t.minutes.log, `${log.logVkey.split("+")[0] ?? ""}, ${t.fact.entries(log.size)}`, false],
        [t.fact.root, log.root, true],
        [t.fact.vkey, log.logVkey, true],
        [t.fact.openBy, log.opening?.by.join("; ") ?? "", false],
        [t.fact.closeBy, log.closing?.by.join("; ") ?? "", false],
        [t.fact.sharesBy, log.shares.join("; "), false],
    ];
    return (
        <div class="sheet-proof">
            <dl class="sheet-facts">
                {facts.map(([name, value, mono]) => (
                    <div key={name}>
                        <dt>{name}:</dt>
                        <dd class={mono ? "mono" : undefined}>{value}</dd>
                    </div>
                ))}
            </dl>
            <Qr text={link} label={t.verify.title} />
        </div>
    );
}

function Signatures({ speaking: { t }, log }: Part) {
    const places: [string, string][] = [
        [t.minutes.chair, ""],
        [t.minutes.head, ""],
        ...log.trustees.map((name): [string, string] => [t.minutes.member, name]),
    ];
    return (
        <ul class="sheet-signatures">
            {places.map(([role, name], at) => (
                <li key={at}>
                    <strong>{role}</strong>
                    <br />
                    {t.minutes.signHere}
                    <span class="sheet-line" />
                    <bdi>{name}</bdi>
                </li>
            ))}
        </ul>
    );
}
