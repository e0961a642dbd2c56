// The manifest as people sign it off, section by section, before it is signed into the log: after that, a mistake means a new
// conference and new slips.
import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { ReadyForm } from "../../staff/organizer_offers";
import { Button, Card, Check, Confirm, Notice } from "../../ui/index";
import { BallotPreview } from "./ballot_preview";
import { BoardLines, ConferenceLines, LanguageLines, OfficialLines, RuleLines } from "./preview_lines";

const sections = ["conference", "officials", "rules", "board", "languages"] as const;
type Section = (typeof sections)[number];

interface PreviewProps {
    readonly ready: ReadyForm;
    readonly busy: boolean;
    readonly onBack: () => void;
    readonly onSigned: () => void;
}

export function Preview({ ready, busy, onBack, onSigned }: PreviewProps) {
    const t = useTexts(staffTexts).preview;
    const [agreed, setAgreed] = useState<readonly Section[]>([]);
    const toggle = (section: Section, on: boolean) => {
        setAgreed(on ? [...agreed, section] : agreed.filter((one) => one !== section));
    };
    const { manifest } = ready;
    const contents: Record<Section, ComponentChildren> = {
        conference: <ConferenceLines manifest={manifest} />,
        officials: (
            <>
                <BallotPreview manifest={manifest} />
                <OfficialLines manifest={manifest} />
            </>
        ),
        rules: <RuleLines manifest={manifest} />,
        board: <BoardLines ready={ready} />,
        languages: <LanguageLines manifest={manifest} />,
    };
    return (
        <>
            <Notice kind="info">{t.body}</Notice>
            {sections.map((section) => (
                <Card key={section} title={t.sections[section]}>
                    {contents[section]}
                    <Check
                        label={t.ticks[section]}
                        checked={agreed.includes(section)}
                        onChange={(on) => {
                            toggle(section, on);
                        }}
                    />
                </Card>
            ))}
            <p role="status">{t.agreed(agreed.length, sections.length)}</p>
            <SignOff
                off={busy || agreed.length < sections.length ? t.agreeFirst : undefined}
                onBack={onBack}
                onSigned={onSigned}
            />
        </>
    );
}

interface SignOffProps extends Pick<PreviewProps, "onBack" | "onSigned"> {
    readonly off: string | undefined;
}

function SignOff({ off, onBack, onSigned }: SignOffProps) {
    const t = useTexts(staffTexts).preview;
    const [asked, setAsked] = useState(false);
    return (
        <>
            <div class="step-actions">
                <Button onPress={onBack}>{t.back}</Button>
                <Button
                    kind="primary"
                    off={off}
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
