// Marking: a card for each official, what is still empty always in sight, and one question about it before the review.
import { useEffect, useState } from "preact/hooks";
import { Level } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import type { ConferenceView } from "../../participant/conference_view";
import { Button, Confirm, leadTo, LevelChoice, Sticky } from "../../ui/index";
import { DossierToggle } from "./dossier_view";
import { EmptyChips, OfficialList } from "./official_list";
import { useConferenceText } from "./texts_of";
import { type Marks } from "./use_marks";

interface MarkingProps {
    readonly conferenceId: string;
    readonly conference: ConferenceView;
    readonly marks: Marks;
}

export function Marking({ conferenceId, conference, marks }: MarkingProps) {
    const t = useTexts(texts).ballot;
    const [asking, setAsking] = useState(false);
    const lead = useLead(marks.aim);
    const { officials } = conference;
    const empty = [...officials.keys()].filter((j) => marks.levels[j] === Level.blank);
    const review = () => {
        if (empty.length > 0) setAsking(true);
        else marks.go("review");
    };
    return (
        <>
            <div class="ballot-columns">
                <div class="stack">
                    {officials.map((_, j) => (
                        <OfficialCard key={j} {...{ j, conferenceId, conference, marks }} />
                    ))}
                </div>
                <OfficialList officials={officials} empty={empty} onLead={lead} />
            </div>
            <Sticky kind="foot" class="ballot-counter">
                <div class="ballot-left">
                    <div class="ballot-count">
                        <strong role="status">
                            {t.marked(officials.length - empty.length, officials.length)}
                        </strong>
                        <span class={empty.length === 0 ? "room-only" : undefined} aria-hidden="true">
                            {t.empty}:
                        </span>
                    </div>
                    <EmptyChips officials={officials} empty={empty} onLead={lead} />
                </div>
                <Button kind="primary" onPress={review}>
                    {t.review}
                </Button>
            </Sticky>
            {asking ? (
                <AboutEmpty
                    names={empty.map((j) => officials[j]?.name ?? "")}
                    onLeave={() => {
                        setAsking(false);
                        marks.go("review");
                    }}
                    onBack={() => {
                        setAsking(false);
                        lead(empty[0] ?? 0);
                    }}
                />
            ) : null}
        </>
    );
}

/** Returns what leads to an official's card. It happens after the page has changed, so that a question that is closed does not
    take the focus back. */
function useLead(aim: number | undefined): (j: number) => void {
    const [to, setTo] = useState(aim === undefined ? undefined : { j: aim });
    useEffect(() => {
        const card = to ? document.getElementById(cardId(to.j)) : null;
        leadTo(card, card?.querySelector("h2"));
    }, [to]);
    return (j) => {
        setTo({ j });
    };
}

const cardId = (j: number) => `official-${j + 1}`;
const namesMost = 6;

interface AboutEmptyProps {
    readonly names: readonly string[];
    readonly onLeave: () => void;
    readonly onBack: () => void;
}

function AboutEmpty({ names, onLeave, onBack }: AboutEmptyProps) {
    const t = useTexts(texts).ballot;
    const told = names.slice(0, namesMost);
    return (
        <Confirm
            title={t.blankTitle}
            action={t.blankKeep}
            cancel={t.blankBack}
            backFirst
            onConfirm={onLeave}
            onCancel={onBack}
        >
            <p>{t.blankBody(told.join(", "), names.length - told.length)}</p>
        </Confirm>
    );
}

function OfficialCard({ j, conferenceId, conference, marks }: MarkingProps & { j: number }) {
    const t = useTexts(texts).ballot;
    const text = useConferenceText(conference);
    const official = conference.officials[j];
    const level = marks.levels[j] ?? Level.blank;
    if (!official) return null;
    const [low, medium, high] = conference.levelNames;
    const clear = () => {
        marks.mark(j, Level.blank);
        // The button goes, and the focus with it, were it not given to the choice that the person turns to next.
        document.querySelector<HTMLElement>(`#${cardId(j)} .level input`)?.focus({ preventScroll: true });
    };
    return (
        <section class="card official" id={cardId(j)}>
            <div>
                <span class="soft">{t.official(j + 1, conference.officials.length)}</span>
                <h2 class="official-name" tabIndex={-1}>
                    <bdi>{official.name}</bdi>
                </h2>
                <bdi>{text(official.position)}</bdi>
            </div>
            <LevelChoice
                question={t.choose(official.name)}
                names={[text(low), text(medium), text(high)]}
                chosen={level}
                onChoose={(chosen) => {
                    marks.mark(j, chosen);
                }}
            />
            <DossierToggle
                conferenceId={conferenceId}
                conference={conference}
                official={official}
                beside={
                    <div class={level === Level.blank ? "room-only" : undefined}>
                        <Button kind="quiet" onPress={clear}>
                            {t.clear}
                            <span class="unseen">{official.name}</span>
                        </Button>
                    </div>
                }
            />
        </section>
    );
}
