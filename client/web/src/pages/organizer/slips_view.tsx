// Slips: all of them for the desk, or one anew for a person whose slip or phone is lost; and paper ballots.
import { useEffect, useState } from "preact/hooks";
import { accepted, ok, type Result } from "../../crypto/result";
import { useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { staffTexts } from "../../i18n/staff_texts";
import type { Slip } from "../../staff/organizer";
import { Button, Card, Check, Confirm, Field, Notice } from "../../ui/index";
import { Choice } from "../staff/choice";
import { useAnswers } from "../use_answers";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";
import { PrintedSlips } from "./printed_slips";

export function SlipsView(props: LeadProps) {
    const t = useTexts(staffTexts).slips;
    const { view, calls } = props;
    const work = useWork();
    const [slips, setSlips] = useState<readonly Slip[]>();
    const [nameless, setNameless] = useState(false);
    const [language, setLanguage] = useState(view.manifest.languages[0] ?? "");
    const print = async (numbers: readonly number[], before?: () => Promise<Result<undefined>>) => {
        const made = await work.run(t.making, async (told) => {
            const prepared = before ? await before() : accepted;
            return prepared.ok ? await calls.slips(numbers, nameless, told) : prepared;
        });
        if (made) setSlips(made);
    };
    if (slips) {
        return (
            <PrintedSlips
                view={view}
                slips={slips}
                language={language}
                onDone={() => {
                    setSlips(undefined);
                }}
            />
        );
    }
    const notYet = view.board?.made || nameless ? undefined : t.boardFirst;
    return (
        <Card title={t.title}>
            {view.phase === "setup" ? (
                <>
                    <AllSlips
                        view={view}
                        language={language}
                        onLanguage={setLanguage}
                        nameless={nameless}
                        onNameless={setNameless}
                        notYet={notYet}
                        onPrint={(numbers) => void print(numbers)}
                    />
                    <Anew
                        {...props}
                        notYet={notYet}
                        onRevoke={(number) => void print([number], () => calls.revoke(number))}
                        onPrint={(number) => void print([number])}
                    />
                </>
            ) : null}
            <PaperBallot {...props} />
            <WorkStatus work={work} />
        </Card>
    );
}

interface AllSlipsProps extends Pick<LeadProps, "view"> {
    readonly language: string; // of the slips
    readonly onLanguage: (language: string) => void;
    readonly nameless: boolean;
    readonly onNameless: (nameless: boolean) => void;
    /** Why no slip can be printed. */
    readonly notYet: string | undefined;
    readonly onPrint: (numbers: readonly number[]) => void;
}

function AllSlips(props: AllSlipsProps) {
    const t = useTexts(staffTexts).slips;
    const { language: screen } = useLanguage();
    const { view, notYet, onPrint } = props;
    const everybody = Array.from({ length: view.summoned }, (_, at) => at + 1);
    return (
        <>
            <p>{t.body}</p>
            <Choice
                label={t.language}
                value={props.language}
                options={view.manifest.languages.map((tag) => [tag, languageLabel(screen, tag)])}
                onChange={props.onLanguage}
            />
            {view.board?.made ? null : (
                <>
                    <Notice kind="waiting">{t.boardFirst}</Notice>
                    <Check label={t.nameless} checked={props.nameless} onChange={props.onNameless} />
                    <p class="soft">{t.namelessCost}</p>
                </>
            )}
            <div class="step-actions">
                <Button
                    off={notYet}
                    onPress={() => {
                        onPrint(everybody);
                    }}
                >
                    {t.all(everybody.length)}
                </Button>
            </div>
        </>
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

/** Whether that number has checked in, as the log stands now; nothing while it is looked up. */
function useCheckedIn({ view, calls }: LeadProps, number: number | undefined): boolean | undefined {
    const [found, setFound] = useState<{ readonly number: number; readonly checkedIn: boolean }>();
    const hand = useAnswers();
    useEffect(() => {
        if (number === undefined) return;
        hand(calls.hasCheckedIn(number), (checkedIn) => {
            setFound({ number, checkedIn });
        });
    }, [hand, view, calls, number]);
    return found?.number === number ? found?.checkedIn : undefined;
}

function Anew(props: AnewProps) {
    const t = useTexts(staffTexts).slips;
    const { view, notYet, onRevoke, onPrint } = props;
    const [typed, setTyped] = useState("");
    const [asked, setAsked] = useState(false);
    const number = numberOf(typed, view.summoned);
    const checkedIn = useCheckedIn(props, number);
    const off = notYet ?? (checkedIn === undefined ? t.numberFirst : undefined);
    return (
        <div class="stack staff-part">
            <h3>{t.lost}</h3>
            <Field label={t.number} inputMode="numeric" value={typed} onChange={setTyped} />
            {checkedIn === undefined ? null : <p>{checkedIn ? t.checkedIn : t.notCheckedIn}</p>}
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

function PaperBallot({ view, calls }: LeadProps) {
    const t = useTexts(staffTexts).slips;
    const work = useWork();
    const [typed, setTyped] = useState("");
    const [asked, setAsked] = useState(false);
    const [given, setGiven] = useState<number>();
    const number = numberOf(typed, view.summoned);
    const give = async (to: number) => {
        setAsked(false);
        const taken = await work.run(t.giving, async () => {
            const status = await calls.givePaper(to);
            return status.ok ? ok(to) : status;
        });
        if (taken === undefined) return;
        setGiven(taken);
        setTyped("");
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
