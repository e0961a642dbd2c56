// The day before: how many of the board's key files can be opened. Each member says so with a line that only an opened
// key can make, and any member's page counts them.
import { useMemo, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { sayReady, whoIsReady } from "../../staff/readiness";
import { Button, Card, Field, Notice, Table } from "../../ui/index";
import { type MemberProps } from "./member_view";

/** The day on this device, ISO 8601. */
function today(): string {
    const now = new Date();
    const two = (value: number) => String(value).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function ReadinessView({ trustee }: MemberProps) {
    const t = useTexts(staffTexts).readiness;
    const { state } = trustee.desk;
    const day = today();
    const mine = useMemo(() => sayReady(state.electionId, day, trustee.keys.sign), [state, day, trustee]);
    const [known, setKnown] = useState<ReadonlySet<number>>(new Set());
    const [typed, setTyped] = useState("");
    const [wrong, setWrong] = useState(false);
    const all = new Set([...known, whoIsReady(state, day, mine) ?? 0]);
    const members = (state.ceremony?.board.trustees ?? []).map(({ name }, place) => ({
        name,
        number: place + 1,
    }));
    const ready = members.filter(({ number }) => all.has(number)).length;
    const needed = state.manifest.threshold;
    const take = () => {
        const numbers = typed
            .split("\n")
            .flatMap((line) => (line.trim() === "" ? [] : [whoIsReady(state, day, line)]));
        const good = numbers.filter((number) => number !== undefined);
        setWrong(numbers.length === 0 || good.length < numbers.length);
        setKnown(new Set([...known, ...good]));
        if (good.length === numbers.length) setTyped("");
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
                    { heading: t.state, cell: ({ number }) => (all.has(number) ? t.opens : t.unknown) },
                ]}
            />
        </Card>
    );
}
