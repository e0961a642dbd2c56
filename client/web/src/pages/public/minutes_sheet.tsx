// The sheet itself: the form that the board and the chair sign.
import type { LogView, ResultView } from "../../observer/views";
import { Qr } from "../../ui/index";
import { type Fact, type MinutesText, minutesText } from "./minutes_text";
import { partName, parts, type Speaker } from "./phrases";

interface SheetProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
    readonly conference: string;
}

export function MinutesSheet({ speaking, log, result, conference }: SheetProps) {
    const { t } = speaking;
    const says = minutesText(speaking, log, result);
    const { numbers, results, verification, signatures } = says;
    const levels = parts.map((part) => partName(speaking, log, part));
    return (
        <article class="sheet" tabIndex={0} lang={speaking.language}>
            <Letterhead {...says.letterhead} />
            <h2 class="sheet-heading">{says.heading}</h2>
            <p class="sheet-subject">
                <bdi>{says.subject}</bdi>
            </p>
            {says.rehearsal ? <p class="sheet-rehearsal">{says.rehearsal}</p> : null}
            {says.sentences.map((sentence) => (
                <p key={sentence}>
                    <bdi>{sentence}</bdi>
                </p>
            ))}
            <h3>{says.board.heading}</h3>
            {says.board.members.map((member) => (
                <p key={member} class="sheet-by-hand">
                    <bdi>{member}:</bdi> <span class="sheet-dots" />
                </p>
            ))}
            <h3>{numbers.heading}</h3>
            <Numbers rows={numbers.rows} heads={[t.minutes.what, t.minutes.count]} />
            <h3>{results.heading}</h3>
            <p>{results.base}</p>
            <Lines officials={results.officials} heads={[t.result.number, t.result.official, ...levels]} />
            {results.officials.map(({ official, consequence }) =>
                consequence ? (
                    <p key={official.number}>
                        <bdi>{consequence}</bdi>
                    </p>
                ) : null,
            )}
            <h3>{verification.heading}</h3>
            <div class="sheet-proof">
                <Facts facts={verification.facts} />
                <Qr
                    text={`${location.origin}/c/${conference}/verify#${log.logVkey}`}
                    label={t.verify.title}
                />
            </div>
            <p>{says.closing}</p>
            <h3>{signatures.heading}</h3>
            <Signatures lines={signatures.lines} />
        </article>
    );
}

/** The body at the left, the authority at the right, as official papers have them. */
function Letterhead({ authority, body, fileNumber, placeAndDate }: MinutesText["letterhead"]) {
    return (
        <div class="sheet-letterhead">
            <div>
                <strong>
                    <bdi>{body}</bdi>
                </strong>
                <span>{fileNumber}</span>
            </div>
            <div>
                {authority.map((line) => (
                    <strong key={line}>{line}</strong>
                ))}
                <em>
                    <bdi>{placeAndDate}</bdi>
                </em>
            </div>
        </div>
    );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
    return (
        <dl class="sheet-facts">
            {facts.map(({ name, value, code }) => (
                <div key={name}>
                    <dt>{name}:</dt>
                    <dd class={code ? "mono" : undefined}>
                        <bdi>{value}</bdi>
                    </dd>
                </div>
            ))}
        </dl>
    );
}

function Numbers({ rows, heads }: { rows: readonly Fact[]; heads: readonly string[] }) {
    return (
        <table class="sheet-table sheet-numbers">
            <thead class="unseen">
                <tr>
                    {heads.map((head) => (
                        <th key={head} scope="col">
                            {head}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {rows.map(({ name, value }) => (
                    <tr key={name}>
                        <th scope="row">{name}</th>
                        <td class="number">{value}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Lines({
    officials,
    heads,
}: {
    officials: MinutesText["results"]["officials"];
    heads: readonly string[];
}) {
    return (
        <table class="sheet-table">
            <thead>
                <tr>
                    {heads.map((head, at) => (
                        <th key={at} scope="col" class={at < 2 ? undefined : "number"}>
                            {head}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {officials.map(({ official: { number, name, position }, levels }) => (
                    <tr key={number}>
                        <td class="number">{number}</td>
                        <th scope="row" class="sheet-name">
                            <bdi>{name}</bdi>
                            <br />
                            <bdi class="sheet-position">{position}</bdi>
                        </th>
                        {levels.map(({ count, percent }, at) => (
                            <td key={at} class="number">
                                <strong>{count}</strong>
                                <br />
                                {percent}
                            </td>
                        ))}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Signatures({ lines }: { lines: MinutesText["signatures"]["lines"] }) {
    return (
        <ul class="sheet-signatures">
            {lines.map(({ role, sign, name }, at) => (
                <li key={at}>
                    <strong>{role}</strong>
                    <br />
                    {sign}
                    <span class="sheet-line" />
                    <bdi>{name}</bdi>
                </li>
            ))}
        </ul>
    );
}
