// A conference is founded: the organizer's key, the form, the preview signed off line by line, and the place it gets.
import "../../ui/styles/staff.css";
import { useState } from "preact/hooks";
import { languages, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Link } from "../../router/router";
import { addressOf, type Place } from "../../service/place";
import { type ConferenceForm, emptyForm, type FormMistake } from "../../staff/conference_form";
import { startOrganizerDesk } from "../../staff/desk_client";
import type { KnownOrganizer, OrganizerOffers, ReadyForm } from "../../staff/organizer_offers";
import { Button, Card, Notice, Page, Steps } from "../../ui/index";
import type { Calls } from "../../worker/bridge";
import { useAnswers } from "../use_answers";
import { useDesk } from "../staff/use_desk";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { ConferenceFormView } from "./conference_form_view";
import { OrganizerKeyStage } from "./organizer_key";
import { Preview } from "./preview";
import { Template } from "./template";

export function FoundPage() {
    const { calls } = useDesk(startOrganizerDesk);
    const [organizer, setOrganizer] = useState<KnownOrganizer>();
    if (!organizer) return <OrganizerKeyStage calls={calls} onOpen={setOrganizer} />;
    return <Founding calls={calls} organizer={organizer} />;
}

interface FoundingProps {
    readonly calls: Calls<OrganizerOffers>;
    readonly organizer: KnownOrganizer;
}

function Founding({ calls, organizer }: FoundingProps) {
    const t = useTexts(staffTexts).found;
    const work = useWork();
    const [form, setForm] = useState<ConferenceForm>(() =>
        emptyForm(languages, new Date().toISOString().slice(0, 10)),
    );
    const [ready, setReady] = useState<ReadyForm>();
    const [place, setPlace] = useState<Place>();
    const found = async () => {
        setPlace(await work.run(t.founding, (told) => calls.found(location.origin, told)));
    };
    const back = () => {
        setReady(undefined);
        work.forget();
    };
    if (place) return <Founded place={place} />;
    return (
        <Page title={ready ? t.previewTitle : t.title} rehearsal={form.rehearsal} wide>
            <Steps names={[t.stepForm, t.stepPreview, t.stepDone]} at={ready ? 1 : 0} />
            {ready ? (
                <Preview
                    ready={ready}
                    busy={work.busy !== undefined}
                    onBack={back}
                    onSigned={() => void found()}
                />
            ) : (
                <>
                    <OwnLine line={organizer.line} />
                    <FormStep calls={calls} form={form} onForm={setForm} onReady={setReady} />
                </>
            )}
            <WorkStatus work={work} />
        </Page>
    );
}

interface FormStepProps {
    readonly calls: Calls<OrganizerOffers>;
    readonly form: ConferenceForm;
    readonly onForm: (form: ConferenceForm) => void;
    readonly onReady: (ready: ReadyForm) => void;
}

function FormStep({ calls, form, onForm, onReady }: FormStepProps) {
    const t = useTexts(staffTexts).found;
    const [mistakes, setMistakes] = useState<readonly FormMistake[]>([]);
    const hand = useAnswers();
    const look = () => {
        hand(calls.readForm(form), (read) => {
            if ("mistakes" in read) setMistakes(read.mistakes);
            else onReady(read);
            scrollTo(0, 0);
        });
    };
    return (
        <>
            <Template calls={calls} onForm={onForm} date={form.date} />
            {mistakes.length > 0 ? <Notice kind="stop">{t.mistakes(mistakes.length)}</Notice> : null}
            <ConferenceFormView form={form} mistakes={mistakes} onChange={onForm} />
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
        </Card>
    );
}

function Founded({ place }: { place: Place }) {
    const t = useTexts(staffTexts).found;
    return (
        <Page title={t.doneTitle}>
            <Steps names={[t.stepForm, t.stepPreview, t.stepDone]} at={2} />
            <Notice kind="done">{t.doneBody}</Notice>
            <p class="mono staff-line">{addressOf(place, "/organizer")}</p>
            <p>{t.next}</p>
            <div class="step-actions">
                <Link to={{ page: "organizer", conference: place.id }} class="button primary">
                    {t.lead}
                </Link>
            </div>
        </Page>
    );
}
