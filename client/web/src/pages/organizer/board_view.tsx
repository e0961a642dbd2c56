// The counting board: invitations, the check characters of whoever joined, and the board signed into the log.
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { addressOf } from "../../service/place";
import type { BoardStanding } from "../../staff/desk_view";
import type { InvitedCard } from "../../staff/organizer_offers";
import { Button, Card, Check, Confirm, CopyButton, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

const lookEveryMs = 5_000;

export function BoardView(props: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { board } = props.view;
    return (
        <Card title={t.title}>
            {board ? <Signed {...props} /> : <Invitations {...props} />}
            {board ? (
                <details class="staff-more">
                    <summary>{t.anew}</summary>
                    <div class="stack">
                        <Notice kind="info">{t.anewBody}</Notice>
                        <Invitations {...props} />
                    </div>
                </details>
            ) : null}
        </Card>
    );
}

function Invitations(props: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { view, calls } = props;
    const { trustees } = view.manifest;
    const work = useWork();
    const [links, setLinks] = useState<readonly string[]>([]);
    const [asked, setAsked] = useState(false);
    const cards = useCards(props);
    const invite = async () => {
        setAsked(false);
        const tokens = await work.run(t.inviting, () => calls.invite(trustees));
        const board = addressOf(view.place, "/board");
        if (tokens) setLinks(tokens.map((token) => `${board}#${token}`));
    };
    return (
        <div class="stack">
            <p>{t.body(trustees)}</p>
            <div class="step-actions">
                <Button
                    kind={
                        view.next === "board" && links.length === 0 && cards.length === 0
                            ? "primary"
                            : "plain"
                    }
                    onPress={() => {
                        if (links.length > 0 || cards.length > 0) setAsked(true);
                        else void invite();
                    }}
                >
                    {t.make(trustees)}
                </Button>
            </div>
            {links.length > 0 ? <Notice kind="info">{t.hand}</Notice> : null}
            <Links links={links} />
            <WorkStatus work={work} />
            <Cards {...props} cards={cards} />
            {asked ? (
                <Confirm
                    title={t.askAgain(trustees)}
                    action={t.make(trustees)}
                    onConfirm={() => void invite()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.willAgain}</p>
                </Confirm>
            ) : null}
        </div>
    );
}

function Links({ links }: { links: readonly string[] }) {
    const t = useTexts(staffTexts).invite;
    return (
        <>
            {links.map((link, at) => (
                <div key={link} class="stack staff-part">
                    <strong>{t.link(at + 1)}</strong>
                    <p class="mono staff-line" data-invitation>
                        {link}
                    </p>
                    <div class="row">
                        <CopyButton text={link} kind="quiet">
                            {t.copy}
                        </CopyButton>
                    </div>
                </div>
            ))}
        </>
    );
}

/** Asked for again and again, quietly: there is no push of it. */
function useCards({ calls }: LeadProps): readonly InvitedCard[] {
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

function Cards({ view, calls, cards }: LeadProps & { cards: readonly InvitedCard[] }) {
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

function Signed({ view }: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { board, manifest } = view;
    if (!board) return null;
    const { members } = board;
    const dealings = members.filter(({ dealt }) => dealt).length;
    const done = members.filter(({ acknowledged }) => acknowledged).length;
    const complaints = board.complaints.filter(({ answered }) => !answered);
    return (
        <>
            <Notice kind={board.made ? "done" : "waiting"}>
                {board.made ? t.keyMade : t.making(dealings, done, manifest.trustees)}
            </Notice>
            {complaints.map(({ dealer, complainer }) => (
                <Notice key={`${dealer}/${complainer}`} kind="stop">
                    {t.complaint(complainer, dealer)}
                </Notice>
            ))}
            <ol>
                {members.map(({ name, characters }) => (
                    <li key={name}>
                        <bdi>{name}</bdi> <span class="mono">{characters}</span>
                    </li>
                ))}
            </ol>
        </>
    );
}
