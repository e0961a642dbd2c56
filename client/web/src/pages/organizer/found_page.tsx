// A conference is founded: the organizer's key, the form, the preview signed off line by line, and the place it gets.
import "../../ui/styles/staff.css";
import { useEffect, useState } from "preact/hooks";
import { languages, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Link } from "../../router/router";
import { addressOf, type Place } from "../../service/place";
import {
    type ConferenceForm,
    emptyForm,
    type NewManifest,
    readForm,
    type FormMistake,
} from "../../staff/conference_form";
import { foundConference } from "../../staff/found";
import { type OrganizerKeys } from "../../staff/organizer_keys";
import { Button, Card, Notice, Page, Steps } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { ConferenceFormView } from "./conference_form_view";
import { OrganizerKeyStage } from "./organizer_key";
import { Preview } from "./preview";
import { Template } from "./template";

export function FoundPage() {
    const [keys, setKeys] = useState<OrganizerKeys>();
    useEffect(
        () => () => {
            keys?.wipe();
        },
        [keys],
    );
    return keys ? <Founding keys={keys} /> : <OrganizerKeyStage onKeys={setKeys} />;
}

interface Ready {
    readonly manifest: NewManifest;
    readonly files: readonly Uint8Array[];
}

function Founding({ keys }: { keys: OrganizerKeys }) {
    const t = useTexts(staffTexts).found;
    const work = useWork();
    const [form, setForm] = useState<ConferenceForm>(() =>
        emptyForm(languages, new Date().toISOString().slice(0, 10)),
    );
    const [mistakes, setMistakes] = useState<readonly FormMistake[]>([]);
    const [ready, setReady] = useState<Ready>();
    const [place, setPlace] = useState<Place>();
    const look = () => {
        const read = readForm(form, keys.sign.publicKey);
        setMistakes(read.ok ? [] : read.mistakes);
        setReady(read.ok ? read : undefined);
        scrollTo(0, 0);
    };
    const found = async ({ manifest, files }: Ready) => {
        setPlace(
            await work.run(t.founding, (told) =>
                foundConference(keys, location.origin, manifest, files, told),
            ),
        );
    };
    if (place) return <Founded place={place} />;
    return (
        <Page title={ready ? t.previewTitle : t.title} rehearsal={form.rehearsal} wide>
            <Steps names={[t.stepForm, t.stepPreview, t.stepDone]} at={ready ? 1 : 0} />
            {ready ? (
                <Preview
                    manifest={ready.manifest}
                    busy={work.busy !== undefined}
                    onBack={() => {
                        setReady(undefined);
                        work.forget();
                    }}
                    onSigned={() => void found(ready)}
                />
            ) : (
                <>
                    <OwnLine keys={keys} />
                    <Template onForm={setForm} date={form.date} />
                    {mistakes.length > 0 ? <Notice kind="stop">{t.mistakes(mistakes.length)}</Notice> : null}
                    <ConferenceFormView form={form} mistakes={mistakes} onChange={setForm} />
                    <div class="step-actions">
                        <Button kind="primary" onPress={look}>
                            {t.look}
                        </Button>
                    </div>
                </>
            )}
            <WorkStatus work={work} />
        </Page>
    );
}

/** What whoever runs the server adds to its `organizers`, once. */
function OwnLine({ keys }: { keys: OrganizerKeys }) {
    const t = useTexts(staffTexts).found;
    return (
        <Card title={t.lineTitle}>
            <p>{t.lineBody}</p>
            <p class="mono staff-line" data-line>
                {keys.line}
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
