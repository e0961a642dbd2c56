// The counting board: invitations, the check characters of whoever joined, and the board signed into the log.
import { useCallback, useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type KeyCard } from "../../gen/service_pb";
import { addressOf } from "../../service/place";
import { checkCharacters } from "../../staff/trustee_keys";
import { Button, Card, Check, Confirm, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { type LeadProps } from "./lead_view";

const lookEveryMs = 5_000;

export function BoardView(props: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { state } = props.organizer.desk;
    return (
        <Card title={t.title}>
            {state.ceremony ? <Signed {...props} /> : <Invitations {...props} />}
            {state.ceremony ? (
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
    const { organizer } = props;
    const { trustees } = organizer.desk.state.manifest;
    const work = useWork();
    const [links, setLinks] = useState<readonly string[]>([]);
    const invite = async () => {
        const tokens = await work.run(t.inviting, () => organizer.invite(trustees));
        const board = addressOf(organizer.desk.place, "/board");
        if (tokens) setLinks(tokens.map((token) => `${board}#${token}`));
    };
    return (
        <div class="stack">
            <p>{t.body(trustees)}</p>
            <div class="step-actions">
                <Button onPress={() => void invite()}>{t.make(trustees)}</Button>
            </div>
            {links.length > 0 ? <Notice kind="info">{t.hand}</Notice> : null}
            {links.map((link, at) => (
                <div key={link} class="stack staff-part">
                    <strong>{t.link(at + 1)}</strong>
                    <p class="mono staff-line" data-invitation>
                        {link}
                    </p>
                    <div class="row">
                        <Button
                            kind="quiet"
                            onPress={() => {
                                void navigator.clipboard.writeText(link);
                            }}
                        >
                            {t.copy}
                        </Button>
                    </div>
                </div>
            ))}
            <WorkStatus work={work} />
            <Cards {...props} />
        </div>
    );
}

/** Asked for again and again, quietly: there is no push of it. */
function useCards({ organizer }: LeadProps): readonly KeyCard[] {
    const [cards, setCards] = useState<readonly KeyCard[]>([]);
    const look = useCallback(async () => {
        const listed = await organizer.keyCards();
        if (listed.ok) setCards(listed.value);
    }, [organizer]);
    useEffect(() => {
        const quietly = () => {
            look().catch(() => undefined); // the network: the page says so above, and this is asked again
        };
        quietly();
        const timer = setInterval(quietly, lookEveryMs);
        return () => {
            clearInterval(timer);
        };
    }, [look]);
    return cards;
}

function Cards(props: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { organizer } = props;
    const work = useWork();
    const cards = useCards(props);
    const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
    const [asked, setAsked] = useState(false);
    const { trustees } = organizer.desk.state.manifest;
    const chosen = cards.filter((card) => compared.has(checkCharacters(card)));
    const toggle = (characters: string, on: boolean) => {
        const changed = new Set(compared);
        if (on) changed.add(characters);
        else changed.delete(characters);
        setCompared(changed);
    };
    const sign = async () => {
        setAsked(false);
        await work.run(t.signing, () => organizer.signBoard(chosen));
    };
    if (cards.length === 0) return <Notice kind="waiting">{t.nobody}</Notice>;
    return (
        <div class="stack">
            <Table
                caption={t.joined(cards.length, trustees)}
                rows={cards}
                columns={[
                    { heading: t.name, cell: ({ name }) => <bdi>{name}</bdi> },
                    {
                        heading: t.characters,
                        cell: (card) => <span class="staff-characters small">{checkCharacters(card)}</span>,
                    },
                    {
                        heading: t.compared,
                        cell: (card) => (
                            <Check
                                label={t.same}
                                checked={compared.has(checkCharacters(card))}
                                onChange={(on) => {
                                    toggle(checkCharacters(card), on);
                                }}
                            />
                        ),
                    },
                ]}
            />
            <p>{t.compare}</p>
            <div class="step-actions">
                <Button
                    kind="primary"
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
                <Confirm
                    title={t.askTitle}
                    action={t.sign}
                    onConfirm={() => void sign()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <ul>
                        {chosen.map((card) => (
                            <li key={card.name}>
                                <bdi>{card.name}</bdi> {checkCharacters(card)}
                            </li>
                        ))}
                    </ul>
                    <p>{t.will}</p>
                </Confirm>
            ) : null}
        </div>
    );
}

function Signed({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { ceremony, manifest } = organizer.desk.state;
    if (!ceremony) return null;
    const done = ceremony.acknowledged.size;
    const finished = done === manifest.trustees;
    const complaints = [...ceremony.complaints.values()].filter(({ answer }) => !answer);
    const name = (number: number) => ceremony.board.trustees[number - 1]?.name ?? "";
    return (
        <>
            <Notice kind={finished ? "done" : "waiting"}>
                {finished ? t.keyMade : t.making(ceremony.dealings.size, done, manifest.trustees)}
            </Notice>
            {complaints.map(({ dealer, complainer }) => (
                <Notice key={`${dealer}/${complainer}`} kind="stop">
                    {t.complaint(name(complainer), name(dealer))}
                </Notice>
            ))}
            <ol>
                {ceremony.board.trustees.map((trustee) => (
                    <li key={trustee.name}>
                        <bdi>{trustee.name}</bdi> <span class="mono">{checkCharacters(trustee)}</span>
                    </li>
                ))}
            </ol>
        </>
    );
}
