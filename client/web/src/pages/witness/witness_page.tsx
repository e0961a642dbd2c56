// A witness's pages: the key, whose line the organizer is given before there is a conference; later what it sees of the
// conference, and its confirmations.
import "../../ui/styles/staff.css";
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { startWitnessDesk } from "../../staff/desk_client";
import type { WitnessView } from "../../staff/desk_view";
import { browserFolder } from "../../staff/folder";
import type { KnownWitness } from "../../staff/witness_keys";
import type { WitnessOffers } from "../../staff/witness_offers";
import { Card, CopyButton, Notice, Page, Qr } from "../../ui/index";
import { ConfirmView } from "../board/confirm_view";
import { DeskPage } from "../staff/desk_page";
import { KeyStage } from "../staff/key_stage";
import { Numbers } from "../staff/numbers";
import { ResultTable } from "../staff/result_view";
import { type StaffDesk, useConference, useDesk } from "../staff/use_desk";

type WitnessDesk = StaffDesk<WitnessOffers, WitnessView>;

/** `conference` is empty on the page where a key is made before there is one. */
export function WitnessPage({ conference }: { conference: string }) {
    const words = useTexts(staffTexts).witness;
    const desk = useDesk(startWitnessDesk);
    const [folder] = useState(() => browserFolder("witness/"));
    const [witness, setWitness] = useState<KnownWitness>();
    if (!witness)
        return (
            <KeyStage
                words={words}
                fileName="witness.key"
                folder={folder}
                calls={desk.calls}
                onOpen={setWitness}
            />
        );
    if (conference === "")
        return (
            <Page title={words.title}>
                <OwnKey witness={witness} />
            </Page>
        );
    return <AtWork conference={conference} desk={desk} witness={witness} />;
}

/** What the organizer is given before the conference is created. */
function OwnKey({ witness: { vkey, characters } }: { witness: KnownWitness }) {
    const t = useTexts(staffTexts).witness;
    return (
        <>
            <Notice kind="done">{t.keyOpens}</Notice>
            <Card title={t.giveTitle}>
                <p>{t.giveBody}</p>
                <p class="mono staff-line" data-vkey>
                    {vkey}
                </p>
                <div class="row">
                    <CopyButton text={vkey}>{t.copy}</CopyButton>
                </div>
                <details>
                    <summary>{t.qr}</summary>
                    <Qr text={vkey} label={t.qr} />
                </details>
            </Card>
            <Card title={t.charactersTitle}>
                <p class="staff-characters">{characters}</p>
                <p>{t.charactersBody}</p>
            </Card>
            <p>{t.then}</p>
        </>
    );
}

interface AtWorkProps {
    readonly conference: string;
    readonly desk: WitnessDesk;
    readonly witness: KnownWitness;
}

function AtWork({ conference, desk, witness }: AtWorkProps) {
    const t = useTexts(staffTexts).witness;
    const again = useConference(desk, conference);
    const { view, calls } = desk;
    return (
        <DeskPage title={t.title} desk={desk} onAgain={again}>
            {view?.named === false ? (
                <>
                    <Notice kind="stop" title={t.notNamedTitle}>
                        {t.notNamed}
                    </Notice>
                    <OwnKey witness={witness} />
                </>
            ) : null}
            {view?.named ? <Witnessing view={view} calls={calls} /> : null}
        </DeskPage>
    );
}

/** One thing to do at a time, and the numbers beside it. */
function Witnessing({ view, calls }: { view: WitnessView; calls: WitnessDesk["calls"] }) {
    const { witness: t, numbers, board } = useTexts(staffTexts);
    const { sheet, phase, annulmentReason, result } = view;
    return (
        <div class="staff-columns">
            <div class="stack">
                {sheet ? (
                    <ConfirmView view={view} calls={calls} sheet={sheet} />
                ) : (
                    <Notice kind="info">{phase === "setup" ? t.beforeOpening : t.nothing}</Notice>
                )}
                {phase === "annulled" ? (
                    <Notice kind="stop" title={numbers.phases.annulled}>
                        <bdi>{annulmentReason}</bdi>
                    </Notice>
                ) : null}
                {result ? (
                    <>
                        <Notice kind="done">{view.announced ? board.announced : board.published}</Notice>
                        <ResultTable manifest={view.manifest} result={result} />
                    </>
                ) : null}
            </div>
            <Card title={numbers.title}>
                <Numbers view={view} />
            </Card>
        </div>
    );
}
