import { useState } from "preact/hooks";
import { clockTime } from "../../i18n/format";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type CastBallotView, type Stage } from "../../participant/messages";
import { Link } from "../../router/router";
import { Button, Card, Confirm, DownloadButton, groupsOfFour, Notice, Tracker } from "../../ui/index";
import { changesLeftWords } from "./changes_left";
import type { StageProps } from "./props";
import { ProveMine } from "./prove_mine";
import { SavedRefusal } from "./saved_refusal";

type Cast = Extract<Stage, { at: "cast" }>;

export function CastStage({ device, conferenceId, offer, stage }: StageProps & { stage: Cast }) {
    const { receipt: t, casting } = useTexts(texts);
    const [asking, setAsking] = useState(false);
    const mayChange = stage.changesLeft > 0;
    const last = stage.ballots.at(-1);
    if (!last) return null;
    return (
        <>
            <Done castAt={last.castAt} ownDevice={offer.ownDevice} />
            <Card>
                <p>{t.place(last.index)}</p>
                <Tracker {...last.tracker} />
                <p>{t.keep}</p>
                {device.state.straight ? <p class="field-hint">{casting.straight}</p> : null}
            </Card>
            <div class="step-actions">
                {offer.ownDevice ? (
                    <DownloadButton name="receipt.json" mediaType="application/json" content={stage.receipt}>
                        {t.save}
                    </DownloadButton>
                ) : null}
                {mayChange ? (
                    <Button
                        onPress={() => {
                            setAsking(true);
                        }}
                    >
                        {t.change}
                    </Button>
                ) : null}
            </div>
            <ChangesLeft left={stage.changesLeft} revotes={device.state.conference?.revotes ?? 0} />
            <EarlierBallots ballots={stage.ballots} />
            <ProveMine device={device} conferenceId={conferenceId} />
            {asking ? (
                <Confirm
                    title={t.changeTitle}
                    action={t.change}
                    cancel={t.keepCast}
                    onConfirm={() => {
                        void device.send({ what: "afresh" });
                    }}
                    onCancel={() => {
                        setAsking(false);
                    }}
                >
                    <p>{t.changeBody}</p>
                </Confirm>
            ) : null}
        </>
    );
}

/** The end of a person's way, so that nobody waits for another. */
function Done({ castAt, ownDevice }: { castAt: number | undefined; ownDevice: boolean }) {
    const t = useTexts(texts);
    return (
        <div class="seal-state cast" role="status">
            <svg class="done-mark" viewBox="0 0 48 48" aria-hidden="true">
                <circle cx="24" cy="24" r="21" />
                <path d="M14 25l7 7 13-15" />
            </svg>
            <p class="lead">
                <strong>
                    {castAt === undefined ? t.receipt.done : t.receipt.doneAt(clockTime(new Date(castAt)))}
                </strong>
            </p>
            <p>{ownDevice ? t.receipt.putAway : t.kiosk.done}</p>
        </div>
    );
}

/** Says how many changes are left, where they are few or none. */
function ChangesLeft({ left, revotes }: { left: number; revotes: number }) {
    const t = useTexts(texts).receipt;
    const words = changesLeftWords(t, left, revotes);
    return words === undefined ? null : <p>{words}</p>;
}

function EarlierBallots({ ballots }: { ballots: readonly CastBallotView[] }) {
    const t = useTexts(texts).receipt;
    const earlier = ballots.filter((ballot) => ballot.superseded);
    if (earlier.length === 0) return null;
    return (
        <Card title={t.earlier}>
            <ul>
                {earlier.map((ballot) => (
                    <li key={ballot.tracker.hex}>
                        <span class="mono">{groupsOfFour(ballot.tracker.characters).join(" ")}</span>:{" "}
                        {t.superseded(ballot.index)}
                    </li>
                ))}
            </ul>
        </Card>
    );
}

type Closed = Extract<Stage, { at: "closed" }>;

export function ClosedStage({ device, conferenceId, offer, stage }: StageProps & { stage: Closed }) {
    const t = useTexts(texts).closed;
    const { ballot, confirmed } = stage;
    return (
        <>
            {stage.unsent ? <Notice kind="stop">{stage.refusal ? t.refused : t.unsent}</Notice> : null}
            {offer.refusal === undefined ? null : <SavedRefusal file={offer.refusal} />}
            {ballot ? (
                <div class="seal-state cast" role="status">
                    <p class="lead">✓ {confirmed ? t.counted(ballot.index) : t.closing(ballot.index)}</p>
                    <Tracker {...ballot.tracker} />
                </div>
            ) : (
                <Notice kind="info">{t.none}</Notice>
            )}
            <div class="step-actions">
                <Link to={{ page: "results", conference: conferenceId }} class="button primary">
                    {t.results}
                </Link>
                <Link to={{ page: "verify", conference: conferenceId }} class="button">
                    {t.verify}
                </Link>
            </div>
            {ballot ? <ProveMine device={device} conferenceId={conferenceId} /> : null}
        </>
    );
}
