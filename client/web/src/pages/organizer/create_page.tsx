// A conference is created: the organizer's key, the form, the preview signed off section by section, and the address it gets.
import "../../ui/styles/staff.css";
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Link } from "../../router/router";
import { type ConferenceAddress, urlOf } from "../../service/conference_address";
import type { FormMistake } from "../../staff/conference_form";
import { startOrganizerDesk } from "../../staff/desk_client";
import type { KnownOrganizer, OrganizerOffers, ReadyForm } from "../../staff/organizer_offers";
import { Button, Card, CopyButton, Notice, Page, Steps } from "../../ui/index";
import type { Calls } from "../../worker/bridge";
import { useAnswers } from "../use_answers";
import { useDesk } from "../staff/use_desk";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { ConferenceFormView } from "./conference_form_view";
import { DraftBar } from "./draft_bar";
import { OrganizerKeyStage } from "./organizer_key";
import { Preview } from "./preview";
import { SaveTemplate, Template } from "./template";
import { type DraftedForm, useDraft } from "./use_draft";

export function CreatePage() {
    const { calls } = useDesk(startOrganizerDesk);
    const [organizer, setOrganizer] = useState<KnownOrganizer>();
    if (!organizer) return <OrganizerKeyStage calls={calls} onOpen={setOrganizer} />;
    return <Creating calls={calls} organizer={organizer} />;
}

interface CreatingProps {
    readonly calls: Calls<OrganizerOffers>;
    readonly organizer: KnownOrganizer;
}

function Creating({ calls, organizer }: CreatingProps) {
    const t = useTexts(staffTexts).found;
    const work = useWork();
    const draft = useDraft();
    const [ready, setReady] = useState<ReadyForm>();
    const [address, setAddress] = useState<ConferenceAddress>();
    const create = async () => {
        const made = await work.run(t.founding, (told) => calls.create(location.origin, told));
        if (made) draft?.discard();
        setAddress(made);
    };
    const back = () => {
        setReady(undefined);
        work.forget();
    };
    if (address) return <Created address={address} />;
    if (!draft) return <Page title={t.title}>{null}</Page>;
    return (
        <Page title={ready ? t.previewTitle : t.title} rehearsal={draft.form.rehearsal} wide>
            <Steps names={[t.stepForm, t.stepPreview, t.stepDone]} at={ready ? 1 : 0} />
            {ready ? (
                <Preview
                    ready={ready}
                    busy={work.busy !== undefined}
                    onBack={back}
                    onSigned={() => void create()}
                />
            ) : (
                <>
                    <OwnLine line={organizer.line} />
                    <FormStep calls={calls} draft={draft} onReady={setReady} />
                </>
            )}
            <WorkStatus work={work} />
        </Page>
    );
}

interface FormStepProps {
    readonly calls: Calls<OrganizerOffers>;
    readonly draft: DraftedForm;
    readonly onReady: (ready: ReadyForm) => void;
}

function FormStep({ calls, draft, onReady }: FormStepProps) {
    const t = useTexts(staffTexts).found;
    const [mistakes, setMistakes] = useState<readonly FormMistake[]>([]);
    const hand = useAnswers();
    const { form } = draft;
    const look = () => {
        hand(calls.readForm(form), (read) => {
            if ("mistakes" in read) setMistakes(read.mistakes);
            else onReady(read);
            scrollTo(0, 0);
        });
    };
    return (
        <>
            <DraftBar draft={draft} />
            <Template calls={calls} form={form} typed={draft.typed} onForm={draft.change} />
            {mistakes.length > 0 ? <Notice kind="stop">{t.mistakes(mistakes.length)}</Notice> : null}
            <ConferenceFormView form={form} mistakes={mistakes} onChange={draft.change} />
            <SaveTemplate form={form} />
            <div class="step-actions">
                <Button kind="primary" onPress={look}>
                    {t.look}
                </Button>
            </div>
        </>
    );
}

/** What whoever runs the server adds to its `organizers`, once. */
function OwnLine({ line }: { line: string }) {
    const t = useTexts(staffTexts).found;
    return (
        <Card title={t.lineTitle}>
            <p>{t.lineBody}</p>
            <p class="mono staff-line" data-line>
                {line}
            </p>
            <div class="row">
                <CopyButton text={line}>{t.copyLine}</CopyButton>
            </div>
        </Card>
    );
}

function Created({ address }: { address: ConferenceAddress }) {
    const t = useTexts(staffTexts).found;
    return (
        <Page title={t.doneTitle}>
            <Steps names={[t.stepForm, t.stepPreview, t.stepDone]} at={2} />
            <Notice kind="done">{t.doneBody}</Notice>
            <p class="mono staff-line">{urlOf(address, "/organizer")}</p>
            <div class="row">
                <CopyButton text={urlOf(address, "/organizer")}>{t.copyAddress}</CopyButton>
            </div>
            <p>{t.next}</p>
            <div class="step-actions">
                <Link to={{ page: "organizer", conference: address.id }} class="button primary">
                    {t.lead}
                </Link>
            </div>
        </Page>
    );
}
