// A witness's pages: the key, whose line the organizer is given before there is a conference; later what it sees of the
// conference, and its confirmations.
import "../../ui/styles/staff.css";
import { type ComponentType } from "preact";
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
import { Annulled, Published } from "../staff/ended";
import { KeyStage } from "../staff/key_stage";
import { Numbers } from "../staff/numbers";
import { Parts } from "../staff/parts";
import { type StaffDesk, useConference, useDesk } from "../staff/use_desk";
import { offerOf, type Part } from "./offer";

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
            {view ? <Witnessing view={view} calls={calls} witness={witness} /> : null}
        </DeskPage>
    );
}

interface WitnessingProps {
    readonly view: WitnessView;
    readonly calls: WitnessDesk["calls"];
    readonly witness: KnownWitness;
}

const views: Record<Part, ComponentType<WitnessingProps>> = {
    notNamed: NotNamed,
    beforeOpening: BeforeOpening,
    confirming: Confirming,
    nothingNow: NothingNow,
    annulled: Annulled,
    published: Published,
};

/** One thing to do at a time, and the numbers beside it. */
function Witnessing(props: WitnessingProps) {
    const { numbers } = useTexts(staffTexts);
    const { parts, numbersBeside } = offerOf(props.view);
    const shown = <Parts parts={parts} views={views} given={props} />;
    if (!numbersBeside) return shown;
    return (
        <div class="staff-columns">
            <div class="stack">{shown}</div>
            <Card title={numbers.title}>
                <Numbers view={props.view} />
            </Card>
        </div>
    );
}

function NotNamed({ witness }: WitnessingProps) {
    const t = useTexts(staffTexts).witness;
    return (
        <>
            <Notice kind="stop" title={t.notNamedTitle}>
                {t.notNamed}
            </Notice>
            <OwnKey witness={witness} />
        </>
    );
}

function BeforeOpening() {
    return <Notice kind="info">{useTexts(staffTexts).witness.beforeOpening}</Notice>;
}

function NothingNow() {
    return <Notice kind="info">{useTexts(staffTexts).witness.nothing}</Notice>;
}

function Confirming({ view, calls }: WitnessingProps) {
    return view.sheet ? <ConfirmView view={view} calls={calls} sheet={view.sheet} /> : null;
}
