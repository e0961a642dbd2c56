// The manifest as people sign it off, line by line, before it is signed into the log: after that, a mistake means a new
// conference and new slips.
import { useState } from "preact/hooks";
import { Base, QuorumMeasured } from "../../election/bodies";
import { formatDate } from "../../i18n/format";
import { type Language, useLanguage, useTexts } from "../../i18n/language";
import { type StaffDictionary, staffTexts } from "../../i18n/staff_texts";
import { fractionText } from "../../staff/conference_form";
import type { ReadyForm } from "../../staff/organizer_offers";
import { Button, Card, Check, Confirm, Notice } from "../../ui/index";

interface PreviewProps {
    readonly ready: ReadyForm;
    readonly busy: boolean;
    readonly onBack: () => void;
    readonly onSigned: () => void;
}

export function Preview({ ready, busy, onBack, onSigned }: PreviewProps) {
    const t = useTexts(staffTexts).preview;
    const { language } = useLanguage();
    const lines = previewLines(ready, t, language);
    const [agreed, setAgreed] = useState<ReadonlySet<number>>(new Set());
    const [asked, setAsked] = useState(false);
    const toggle = (at: number, on: boolean) => {
        const changed = new Set(agreed);
        if (on) changed.add(at);
        else changed.delete(at);
        setAgreed(changed);
    };
    return (
        <>
            <Notice kind="info">{t.body}</Notice>
            <Card>
                <p role="status">{t.agreed(agreed.size, lines.length)}</p>
                <div class="staff-preview">
                    {lines.map((line, at) => (
                        <Check
                            key={at}
                            label={line}
                            checked={agreed.has(at)}
                            onChange={(on) => {
                                toggle(at, on);
                            }}
                        />
                    ))}
                </div>
            </Card>
            <div class="step-actions">
                <Button onPress={onBack}>{t.back}</Button>
                <Button
                    kind="primary"
                    off={busy || agreed.size < lines.length ? t.agreeFirst : undefined}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.found}
                </Button>
            </div>
            {asked ? (
                <Confirm
                    title={t.askTitle}
                    action={t.found}
                    onConfirm={() => {
                        setAsked(false);
                        onSigned();
                    }}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.will}</p>
                </Confirm>
            ) : null}
        </>
    );
}

/** One thing a line; texts in every language of the conference, since each of them is signed. */
function previewLines(
    { manifest, confirmationsNeeded, organizers }: ReadyForm,
    t: StaffDictionary["preview"],
    language: Language,
): string[] {
    const all = (text: readonly string[]) => text.join(" / ");
    const { rules } = manifest;
    const levels = rules.levelNames.map(all);
    return [
        ...(manifest.rehearsal ? [t.rehearsal] : []),
        `${t.title}: ${all(manifest.title)}`,
        `${t.bodyLine}: ${all(manifest.body)}`,
        `${t.place}: ${all(manifest.place)}`,
        `${t.date}: ${formatDate(language, manifest.date)}`,
        ...manifest.officials.map(({ name, position, dossierLength }, at) =>
            t.official(at + 1, name, all(position), dossierLength > 0n),
        ),
        t.quorum(
            fractionText(rules.quorum),
            (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atOpen,
        ),
        (rules.base as Base) === Base.summoned ? t.baseSummoned : t.baseCollected,
        `${t.levels}: ${[...levels].reverse().join("; ")}`,
        ...rules.thresholds.map((one) =>
            t.threshold(
                levels[one.level - 1] ?? "",
                one.strictlyMore,
                fractionText(one.share),
                all(one.consequence),
            ),
        ),
        t.board(manifest.trustees, manifest.threshold),
        ...manifest.witnesses.map((witness) => `${t.witness}: ${witness}`),
        t.confirmations(confirmationsNeeded, manifest.threshold),
        ...organizers.map((key) => `${t.organizer}: ${key}`),
        manifest.revotes > 0 ? t.revotes(manifest.revotes) : t.noRevotes,
        t.rings(manifest.ringCapacity, manifest.smallestSet),
        ...manifest.relays.map((relay) => `${t.relay}: ${relay}`),
    ];
}
