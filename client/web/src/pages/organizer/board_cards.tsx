// Whoever has joined, compared by their comparison characters, and signed as the board.
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { BoardStanding } from "../../staff/desk_view";
import type { InvitedCard } from "../../staff/organizer_offers";
import { Button, Check, Confirm, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

const lookEveryMs = 5_000;

/** Asked for again and again, quietly: there is no push of it. */
export function useCards({ calls }: LeadProps): readonly InvitedCard[] {
    const [cards, setCards] = useState<readonly InvitedCard[]>([]);
    useEffect(() => {
        const look = async () => {
            const listed = await calls.keyCards();
            if (listed.ok) setCards(listed.value);
        };
        const quietly = () => {
            look().catch(() => undefined); // the network: the page says so above, and this is asked again
        };
        quietly();
        const timer = setInterval(quietly, lookEveryMs);
        return () => {
            clearInterval(timer);
        };
    }, [calls]);
    return cards;
}

export function Cards({ view, calls, cards }: LeadProps & { cards: readonly InvitedCard[] }) {
    const t = useTexts(staffTexts).invite;
    const work = useWork();
    const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
    const [asked, setAsked] = useState(false);
    const { trustees } = view.manifest;
    const chosen = cards.filter(({ characters }) => compared.has(characters));
    const toggle = (characters: string, on: boolean) => {
        const changed = new Set(compared);
        if (on) changed.add(characters);
        else changed.delete(characters);
        setCompared(changed);
    };
    const sign = async () => {
        setAsked(false);
        await work.run(t.signing, () => calls.signBoard(chosen));
    };
    if (cards.length === 0) return <Notice kind="waiting">{t.nobody}</Notice>;
    return (
        <div class="stack">
            <CardTable
                caption={t.joined(cards.length, trustees)}
                cards={cards}
                compared={compared}
                onCompared={toggle}
            />
            <p>{t.compare}</p>
            <div class="step-actions">
                <Button
                    kind={view.next === "board" ? "primary" : "danger"}
                    off={chosen.length === trustees ? undefined : t.compareFirst(trustees)}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.sign}
                </Button>
            </div>
            <WorkStatus work={work} />
            {asked ? (
                <AskToSign
                    chosen={chosen}
                    before={view.board}
                    onSign={() => void sign()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                />
            ) : null}
        </div>
    );
}

interface CardTableProps {
    readonly caption: string;
    readonly cards: readonly InvitedCard[];
    readonly compared: ReadonlySet<string>;
    readonly onCompared: (characters: string, on: boolean) => void;
}

function CardTable({ caption, cards, compared, onCompared }: CardTableProps) {
    const t = useTexts(staffTexts).invite;
    return (
        <Table
            caption={caption}
            rows={cards}
            stacks
            columns={[
                { heading: t.name, cell: ({ name }) => <bdi>{name}</bdi> },
                {
                    heading: t.characters,
                    cell: ({ characters }) => <span class="staff-characters small">{characters}</span>,
                },
                {
                    heading: t.compared,
                    cell: ({ characters }) => (
                        <Check
                            label={t.same}
                            checked={compared.has(characters)}
                            onChange={(on) => {
                                onCompared(characters, on);
                            }}
                        />
                    ),
                },
            ]}
        />
    );
}

interface AskToSignProps {
    readonly chosen: readonly InvitedCard[];
    /** The board that this one takes the place of. */
    readonly before: BoardStanding | undefined;
    readonly onSign: () => void;
    readonly onCancel: () => void;
}

function AskToSign({ chosen, before, onSign, onCancel }: AskToSignProps) {
    const t = useTexts(staffTexts).invite;
    return (
        <Confirm
            title={t.askTitle}
            action={t.sign}
            danger={before !== undefined}
            onConfirm={onSign}
            onCancel={onCancel}
        >
            {before ? (
                <Notice kind="stop">
                    {t.willReplace(before.members.map(({ name }) => name).join(", "), before.made)}
                </Notice>
            ) : null}
            <ul>
                {chosen.map(({ name, characters }) => (
                    <li key={name}>
                        <bdi>{name}</bdi> {characters}
                    </li>
                ))}
            </ul>
            <p>{t.will}</p>
        </Confirm>
    );
}
