// What is signed beside the ballot, as lines of each section; texts in every language of the conference, since each of them is
// signed.
import { type ComponentChildren } from "preact";
import { Base, QuorumMeasured } from "../../election/bodies";
import { formatDate } from "../../i18n/format";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { staffTexts } from "../../i18n/staff_texts";
import { boardRule } from "../../staff/board_rule";
import { fractionText, type NewManifest } from "../../staff/conference_form";
import type { ReadyForm } from "../../staff/organizer_offers";
import type { NamedWitness } from "../../staff/witness_keys";
import { Facts, Table } from "../../ui/index";
import { Rule } from "./board_section";

interface Lines {
    readonly manifest: NewManifest;
}
const all = (text: readonly string[]) => text.join(" / ");

export function ConferenceLines({ manifest }: Lines) {
    const t = useTexts(staffTexts).preview;
    const { language } = useLanguage();
    const inEach = (text: readonly string[]) =>
        manifest.languages.map((tag, at) => (
            <span key={tag} class="staff-each" lang={tag}>
                <bdi>{text[at]}</bdi>
            </span>
        ));
    return (
        <>
            {manifest.rehearsal ? <strong>{t.rehearsal}</strong> : null}
            <Facts
                lines={[
                    [t.title, inEach(manifest.title)],
                    [t.bodyLine, inEach(manifest.body)],
                    [t.place, inEach(manifest.place)],
                    [t.date, formatDate(language, manifest.date)],
                ]}
            />
        </>
    );
}

/** Beside the ballots: who has a dossier, which they cannot show yet. */
export function OfficialLines({ manifest }: Lines) {
    const t = useTexts(staffTexts).preview;
    const { officials } = manifest;
    const with_ = officials.filter(({ dossierLength }) => dossierLength > 0n);
    return <p>{t.dossiers(officials.length, with_.map(({ name }) => name).join(", "))}</p>;
}

export function RuleLines({ manifest }: Lines) {
    const t = useTexts(staffTexts).preview;
    const { language } = useLanguage();
    const { rules, revotes } = manifest;
    const atOpen = (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atOpen;
    return (
        <>
            <ul>
                <li>{t.quorum(fractionText(rules.quorum), atOpen)}</li>
                <li>{(rules.base as Base) === Base.summoned ? t.baseSummoned : t.baseCollected}</li>
                <li>{revotes > 0 ? t.revotes(revotes) : t.noRevotes}</li>
            </ul>
            {rules.thresholds.length > 0 ? (
                <Table
                    caption={t.thresholds}
                    rows={rules.thresholds}
                    columns={[
                        {
                            heading: t.thresholdWhen,
                            cell: (one) =>
                                t.threshold(
                                    inLanguage(
                                        rules.levelNames[one.level - 1] ?? [],
                                        manifest.languages,
                                        language,
                                    ),
                                    one.strictlyMore,
                                    fractionText(one.share),
                                ),
                        },
                        {
                            heading: t.thresholdThen,
                            cell: ({ consequence }) => <bdi>{all(consequence)}</bdi>,
                        },
                    ]}
                />
            ) : null}
        </>
    );
}

export function BoardLines({ ready }: { ready: ReadyForm }) {
    const t = useTexts(staffTexts).preview;
    const { manifest, confirmationsNeeded, organizers, witnesses } = ready;
    const { trustees, threshold } = manifest;
    return (
        <>
            <p>{t.board(trustees, threshold)}</p>
            <Rule rule={boardRule(trustees, threshold, witnesses.length)} />
            <p>{t.confirmations(confirmationsNeeded, threshold)}</p>
            <Facts
                lines={[
                    ...(witnesses.length > 0
                        ? witnesses.map((one): [string, ComponentChildren] => [
                              t.witness,
                              <Witness key={one.vkey} witness={one} />,
                          ])
                        : [[t.witness, t.noWitness] as [string, ComponentChildren]]),
                    [t.organizer, <Keys key="organizers" keys={organizers} />],
                ]}
            />
        </>
    );
}
function Witness({ witness: { name, characters, vkey } }: { witness: NamedWitness }) {
    const t = useTexts(staffTexts).preview;
    return (
        <>
            <bdi>{name}</bdi>. {t.witnessCharacters(characters)}
            <Keys keys={[vkey]} />
        </>
    );
}
function Keys({ keys }: { keys: readonly string[] }) {
    return (
        <>
            {keys.map((key) => (
                <span key={key} class="mono staff-line staff-each">
                    {key}
                </span>
            ))}
        </>
    );
}

export function LanguageLines({ manifest }: Lines) {
    const t = useTexts(staffTexts).preview;
    const { language } = useLanguage();
    const { languages, relays, ringCapacity, smallestSet } = manifest;
    return (
        <ul>
            <li>{t.inLanguages(languages.map((tag) => languageLabel(language, tag)).join(", "))}</li>
            <li>{t.rings(ringCapacity, smallestSet)}</li>
            {relays.map((relay) => (
                <li key={relay}>
                    {t.relay}: <bdi>{relay}</bdi>
                </li>
            ))}
        </ul>
    );
}
