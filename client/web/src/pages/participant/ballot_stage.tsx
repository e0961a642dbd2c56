// Marking the ballot. First the fingerprint is compared, then each official marked, then the whole ballot reviewed. The
// marks are kept at each tap.
import { useState } from "preact/hooks";
import { Level } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import type { ConferenceView } from "../../participant/conference_view";
import { type OpeningView, type Stage } from "../../participant/messages";
import {
    Button,
    Card,
    Confirm,
    Fingerprint,
    LevelChoice,
    Notice,
    Progress,
    ScanOrType,
} from "../../ui/index";
import { DossierToggle } from "./dossier_view";
import type { StageProps } from "./props";
import { useConferenceText } from "./texts_of";
import { type DeviceHandle } from "./use_device";
import { useMarks, type Marks } from "./use_marks";

type Ballot = Extract<Stage, { at: "ballot" }>;

export function BallotStage({
    device,
    conferenceId,
    offer,
    stage,
    onDiffers,
}: StageProps & { stage: Ballot; onDiffers: () => void }) {
    const t = useTexts(texts);
    const { conference } = device.state;
    const count = conference?.officials.length ?? 0;
    const { opening, changing: again, compared, asks } = stage;
    const marks = useMarks(conferenceId, opening.digest, count, again, compared, offer.ownDevice);
    if (!conference || !marks) return <Progress label={t.frame.loading} />;
    if (device.busy === "seal") return <Progress label={t.review.sealing} />;
    if (asks) return <AskedFingerprint device={device} marks={marks} />;
    const changing = stage.changing ? <Notice kind="info">{t.ballot.changing}</Notice> : null;
    switch (marks.at) {
        case "compare":
            return <Compare opening={stage.opening} marks={marks} onDiffers={onDiffers} />;
        case "marking":
            return (
                <>
                    {changing}
                    {offer.ownDevice ? <p class="soft">{t.ballot.kept}</p> : null}
                    <Marking conferenceId={conferenceId} conference={conference} marks={marks} />
                </>
            );
        case "review":
            return (
                <>
                    {changing}
                    <Review
                        conference={conference}
                        marks={marks}
                        onSeal={() => {
                            void device.send({ what: "seal", levels: marks.levels });
                        }}
                    />
                </>
            );
    }
}

function Compare({
    opening,
    marks,
    onDiffers,
}: {
    opening: OpeningView;
    marks: Marks;
    onDiffers: () => void;
}) {
    const t = useTexts(texts);
    return (
        <>
            <Card title={t.common.fingerprint}>
                <Fingerprint digits={opening.fingerprint} />
                <p>{t.ballot.compare}</p>
            </Card>
            <div class="step-actions">
                <Button
                    kind="primary"
                    onPress={() => {
                        marks.go("marking");
                    }}
                >
                    {t.ballot.same}
                </Button>
                <Button kind="danger" onPress={onDiffers}>
                    {t.ballot.differs}
                </Button>
            </div>
        </>
    );
}

/** No slip of this device names the board, so the person gives it the fingerprint. It shows none of its own before that. */
function AskedFingerprint({ device, marks }: { device: DeviceHandle; marks: Marks }) {
    const t = useTexts(texts).asked;
    const [digits, setDigits] = useState("");
    const [wrong, setWrong] = useState(false);
    const give = async (given: string) => {
        const taken = await device.ask({ what: "fingerprint", given });
        setWrong(taken?.ok === false);
        if (taken?.ok && marks.at === "compare") marks.go("marking");
    };
    const take = (code: string) => {
        if (!/^[0-9a-f]{64}$/.test(code)) return false;
        void give(code);
        return true;
    };
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <Notice kind="info">{t.notHall}</Notice>
            <ScanOrType
                scan={t.scan}
                take={take}
                prefer="type"
                together
                label={t.digits}
                inputMode="numeric"
                value={digits}
                error={wrong ? t.wrong : undefined}
                onChange={setDigits}
                give={t.check}
                onGive={() => void give(digits)}
            />
        </Card>
    );
}

interface MarkingProps {
    readonly conferenceId: string;
    readonly conference: ConferenceView;
    readonly marks: Marks;
}

function Marking({ conferenceId, conference, marks }: MarkingProps) {
    const t = useTexts(texts).ballot;
    const [asking, setAsking] = useState(false);
    const empty = conference.officials.filter((_, j) => marks.levels[j] === Level.blank);
    const review = () => {
        if (empty.length > 0) setAsking(true);
        else marks.go("review");
    };
    return (
        <>
            {conference.officials.map((_, j) => (
                <OfficialCard
                    key={j}
                    j={j}
                    conferenceId={conferenceId}
                    conference={conference}
                    marks={marks}
                />
            ))}
            <div class="ballot-counter">
                <strong role="status">
                    {t.marked(conference.officials.length - empty.length, conference.officials.length)}
                </strong>
                <Button kind="primary" onPress={review}>
                    {t.review}
                </Button>
            </div>
            {asking ? (
                <Confirm
                    title={t.blankTitle}
                    action={t.blankKeep}
                    cancel={t.blankBack}
                    onConfirm={() => {
                        setAsking(false);
                        marks.go("review");
                    }}
                    onCancel={() => {
                        setAsking(false);
                    }}
                >
                    <p>{t.blankBody(empty.map((official) => official.name).join(", "))}</p>
                </Confirm>
            ) : null}
        </>
    );
}

function OfficialCard({ j, conferenceId, conference, marks }: MarkingProps & { j: number }) {
    const t = useTexts(texts).ballot;
    const text = useConferenceText(conference);
    const official = conference.officials[j];
    const level = marks.levels[j] ?? Level.blank;
    if (!official) return null;
    const [low, medium, high] = conference.levelNames;
    return (
        <section class="card">
            <div>
                <span class="soft">{t.official(j + 1, conference.officials.length)}</span>
                <h2 class="official-name">
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
            <div class="official-actions">
                {level === Level.blank ? null : (
                    <Button
                        kind="quiet"
                        onPress={() => {
                            marks.mark(j, Level.blank);
                        }}
                    >
                        {t.clear}
                    </Button>
                )}
            </div>
            <DossierToggle conferenceId={conferenceId} conference={conference} official={official} />
        </section>
    );
}

interface ReviewProps {
    readonly conference: ConferenceView;
    readonly marks: Marks;
    readonly onSeal: () => void;
}

function Review({ conference, marks, onSeal }: ReviewProps) {
    const t = useTexts(texts);
    const text = useConferenceText(conference);
    const named = (level: Level | undefined) => {
        const names =
            level === undefined || level === Level.blank ? undefined : conference.levelNames[level - 1];
        return names ? text(names) : undefined;
    };
    const change = () => {
        marks.go("marking");
    };
    return (
        <>
            <h2>{t.review.title}</h2>
            <p>{t.review.body}</p>
            <ol class="review-lines">
                {conference.officials.map((official, j) => (
                    <li key={j}>
                        <div>
                            <bdi>{official.name}</bdi>
                            <br />
                            <span class={named(marks.levels[j]) ? "review-mark" : "review-mark empty"}>
                                <bdi>{named(marks.levels[j]) ?? t.level.blank}</bdi>
                            </span>
                        </div>
                        <Button kind="quiet" onPress={change}>
                            {t.review.change}
                            <span class="unseen">{official.name}</span>
                        </Button>
                    </li>
                ))}
            </ol>
            <div class="step-actions">
                <Button kind="primary" onPress={onSeal}>
                    {t.review.seal}
                </Button>
                <Button onPress={change}>{t.common.back}</Button>
            </div>
        </>
    );
}
