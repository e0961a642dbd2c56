// The day before: how many of the board's key files can be opened. Each member says so with a line that only an opened
// key can make, and any member's page counts them.
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Button, Card, Field, Notice, Table } from "../../ui/index";
import { useAnswers } from "../use_answers";
import type { MemberProps } from "./props";

/** The day on this device, ISO 8601. */
function today(): string {
    const now = new Date();
    const two = (value: number) => String(value).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function ReadinessView({ view, calls }: MemberProps) {
    const t = useTexts(staffTexts).readiness;
    const day = today();
    const [mine, setMine] = useState("");
    const [known, setKnown] = useState<ReadonlySet<number | undefined>>(new Set());
    const [typed, setTyped] = useState("");
    const [wrong, setWrong] = useState(false);
    const hand = useAnswers();
    useEffect(() => {
        hand(calls.sayReady(day), setMine);
    }, [hand, calls, day]);
    const isReady = (number: number) => number === view.number || known.has(number);
    const members = view.board?.members ?? [];
    const ready = members.filter(({ number }) => isReady(number)).length;
    const needed = view.manifest.threshold;
    const take = () => {
        const lines = typed.split("\n").filter((line) => line.trim() !== "");
        hand(calls.whoIsReady(day, lines), (numbers) => {
            const good = numbers.filter((number) => number !== undefined);
            setWrong(numbers.length === 0 || good.length < numbers.length);
            setKnown(new Set([...known, ...good]));
            if (good.length === numbers.length) setTyped("");
        });
    };
    return (
        <Card title={t.title}>
            <Notice kind={ready >= needed ? "done" : "waiting"}>
                {t.count(ready, members.length, needed)}
            </Notice>
            <p>{t.body}</p>
            <p class="mono staff-line">{mine}</p>
            <Field
                label={t.others}
                hint={t.othersHint}
                lines={3}
                value={typed}
                onChange={setTyped}
                error={wrong ? t.wrong : undefined}
            />
            <div class="step-actions">
                <Button onPress={take}>{t.take}</Button>
            </div>
            <Table
                caption={t.members}
                rows={members}
                columns={[
                    { heading: t.member, cell: ({ name }) => <bdi>{name}</bdi> },
                    { heading: t.state, cell: ({ number }) => (isReady(number) ? t.opens : t.unknown) },
                ]}
            />
        </Card>
    );
}
