// Slips: all of them for the desk, or one anew for a person whose slip or phone is lost; and paper ballots.
import { useState } from "preact/hooks";
import { accepted, type Result } from "../../crypto/result";
import { useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { staffTexts } from "../../i18n/staff_texts";
import { type Slip } from "../../staff/organizer";
import { Button, Card, Check, Confirm, Field, Notice } from "../../ui/index";
import { Choice } from "../staff/choice";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { type LeadProps } from "./lead_view";
import { PrintedSlips } from "./printed_slips";

export function SlipsView(props: LeadProps) {
    const t = useTexts(staffTexts).slips;
    const { organizer } = props;
    const { state } = organizer.desk;
    const { language: screen } = useLanguage();
    const work = useWork();
    const [slips, setSlips] = useState<readonly Slip[]>();
    const [nameless, setNameless] = useState(false);
    const [language, setLanguage] = useState(state.manifest.languages[0] ?? "");
    const print = async (numbers: readonly number[], before?: () => Promise<Result<undefined>>) => {
        const made = await work.run(t.making, async (told) => {
            const prepared = before ? await before() : accepted;
            return prepared.ok ? await organizer.slips(numbers, nameless, told) : prepared;
        });
        if (made) setSlips(made);
    };
    const everybody = Array.from({ length: state.summoned }, (_, at) => at + 1);
    if (slips) {
        return (
            <PrintedSlips
                organizer={organizer}
                slips={slips}
                language={language}
                onDone={() => {
                    setSlips(undefined);
                }}
            />
        );
    }
    const setup = state.phase === "setup";
    const notYet = organizer.boardStands || nameless ? undefined : t.boardFirst;
    return (
        <Card title={t.title}>
            {setup ? (
                <>
                    <p>{t.body}</p>
                    <Choice
                        label={t.language}
                        value={language}
                        options={state.manifest.languages.map((tag) => [tag, languageLabel(screen, tag)])}
                        onChange={setLanguage}
                    />
                    {organizer.boardStands ? null : (
                        <>
                            <Notice kind="waiting">{t.boardFirst}</Notice>
                            <Check label={t.nameless} checked={nameless} onChange={setNameless} />
                            <p class="soft">{t.namelessCost}</p>
                        </>
                    )}
                    <div class="step-actions">
                        <Button off={notYet} onPress={() => void print(everybody)}>
                            {t.all(everybody.length)}
                        </Button>
                    </div>
                    <Anew
                        {...props}
                        notYet={notYet}
                        onRevoke={(number) => void print([number], () => organizer.revoke(number))}
                        onPrint={(number) => void print([number])}
                    />
                </>
            ) : null}
            <PaperBallot {...props} />
            <WorkStatus work={work} />
        </Card>
    );
}

/** A roll number as typed; nothing for what is not on the roll. */
function numberOf(typed: string, summoned: number): number | undefined {
    const number = /^[1-9][0-9]{0,4}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
    return number >= 1 && number <= summoned ? number : undefined;
}

interface AnewProps extends LeadProps {
    /** Why no slip can be printed. */
    readonly notYet: string | undefined;
    readonly onRevoke: (number: number) => void;
    readonly onPrint: (number: number) => void;
}

function Anew({ organizer, notYet, onRevoke, onPrint }: AnewProps) {
    const t = useTexts(staffTexts).slips;
    const { state } = organizer.desk;
    const [typed, setTyped] = useState("");
    const [asked, setAsked] = useState(false);
    const number = numberOf(typed, state.summoned);
    const checkedIn = number !== undefined && state.place(number)?.pk !== undefined;
    const off = notYet ?? (number === undefined ? t.numberFirst : undefined);
    return (
        <div class="stack staff-part">
            <h3>{t.lost}</h3>
            <Field label={t.number} inputMode="numeric" value={typed} onChange={setTyped} />
            {number === undefined ? null : <p>{checkedIn ? t.checkedIn : t.notCheckedIn}</p>}
            <div class="step-actions">
                <Button
                    kind="danger"
                    off={off}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.revoke}
                </Button>
                <Button
                    off={off}
                    onPress={() => {
                        if (number !== undefined) onPrint(number);
                    }}
                >
                    {t.again}
                </Button>
            </div>
            {asked && number !== undefined ? (
                <Confirm
                    title={t.askRevoke(number)}
                    action={t.revoke}
                    danger
                    onConfirm={() => {
                        setAsked(false);
                        onRevoke(number);
                    }}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{checkedIn ? t.willRevokeCheckedIn : t.willRevoke}</p>
                </Confirm>
            ) : null}
        </div>
    );
}

function PaperBallot({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).slips;
    const work = useWork();
    const { state } = organizer.desk;
    const [typed, setTyped] = useState("");
    const [asked, setAsked] = useState(false);
    const [given, setGiven] = useState<number>();
    const number = numberOf(typed, state.summoned);
    const give = async (to: number) => {
        setAsked(false);
        const before = state.papersIssued;
        await work.run(t.giving, () => organizer.givePaper(to));
        if (state.papersIssued > before) {
            setGiven(to);
            setTyped("");
        }
    };
    return (
        <div class="stack staff-part">
            <h3>{t.paper}</h3>
            <p>{t.paperBody}</p>
            <Field label={t.number} inputMode="numeric" value={typed} onChange={setTyped} />
            <div class="step-actions">
                <Button
                    off={number === undefined ? t.numberFirst : undefined}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.give}
                </Button>
            </div>
            {given === undefined ? null : <Notice kind="done">{t.given(given)}</Notice>}
            <WorkStatus work={work} />
            {asked && number !== undefined ? (
                <Confirm
                    title={t.askPaper(number)}
                    action={t.give}
                    onConfirm={() => void give(number)}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.willPaper}</p>
                </Confirm>
            ) : null}
        </div>
    );
}
