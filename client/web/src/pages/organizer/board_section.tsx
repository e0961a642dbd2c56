// The board's numbers and the witnesses, with what follows from them as they are typed: how many have to be there.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type BoardRule, boardRuleTyped } from "../../staff/board_rule";
import { Card, Field, Notice } from "../../ui/index";
import { type FormProps, Pair, useMistake } from "./form_parts";

export function BoardSection({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    const rule = boardRuleTyped(form);
    return (
        <Card title={t.board}>
            <p>{t.boardBody}</p>
            <Pair>
                {(["trustees", "threshold"] as const).map((key) => (
                    <Field
                        key={key}
                        label={t[key]}
                        inputMode="numeric"
                        value={form[key]}
                        error={mistake(key)}
                        onChange={(value) => {
                            onChange({ ...form, [key]: value });
                        }}
                    />
                ))}
            </Pair>
            {rule ? <Rule rule={rule} /> : null}
            <Field
                label={t.witnesses}
                hint={t.witnessesHint}
                lines={2}
                value={form.witnesses}
                error={mistake("witnesses")}
                onChange={(witnesses) => {
                    onChange({ ...form, witnesses });
                }}
            />
        </Card>
    );
}

/** In words: who has to be there to open, to close and to count, and how many may be absent. */
export function Rule({ rule }: { rule: BoardRule }) {
    const t = useTexts(staffTexts).form;
    const { members, witnesses, toConfirm, toCount, mayMiss } = rule;
    return (
        <Notice kind={mayMiss > 0 ? "info" : "waiting"} title={t.mustBeThere}>
            <ul>
                <li>{t.toOpen(toConfirm, members, witnesses)}</li>
                <li>{t.toClose(toConfirm, members, witnesses)}</li>
                <li>{t.toCount(toCount, members)}</li>
            </ul>
            <p>{mayMiss > 0 ? t.mayMiss(mayMiss) : t.nobodyMissing}</p>
        </Notice>
    );
}
