import { type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Result, Reason, refuse } from "../../crypto/result";
import { formatBytes } from "../../i18n/format";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type Dossier, type DossierDocument, fetchDocument, fetchDossier } from "../../participant/dossier";
import type { ConferenceView, OfficialView } from "../../participant/conference_view";
import { Button, Card, DownloadButton, Notice, Progress } from "../../ui/index";
import { useOneAtATime } from "../use_one_at_a_time";
import { useConferenceText } from "./texts_of";

interface DossierProps {
    readonly conferenceId: string;
    readonly conference: ConferenceView;
}

/** Lists all officials; a tap opens the dossier of one. */
export function OfficialDossiers({ conferenceId, conference }: DossierProps) {
    const t = useTexts(texts).waiting;
    const text = useConferenceText(conference);
    if (conference.officials.every((official) => official.dossier === "")) return null;
    return (
        <Card title={t.officials}>
            {conference.officials.map((official) => (
                <div key={official.name} class="stack">
                    <div>
                        <strong>
                            <bdi>{official.name}</bdi>
                        </strong>
                        <br />
                        <bdi class="soft">{text(official.position)}</bdi>
                    </div>
                    <DossierToggle conferenceId={conferenceId} conference={conference} official={official} />
                </div>
            ))}
        </Card>
    );
}

interface DossierToggleProps extends DossierProps {
    readonly official: OfficialView;
    /** What stands on one line with the button. */
    readonly beside?: ComponentChildren;
}

export function DossierToggle({ official, beside, ...props }: DossierToggleProps) {
    const t = useTexts(texts);
    const [open, setOpen] = useState(false);
    if (official.dossier === "") return beside ? <div class="official-actions">{beside}</div> : null;
    const turn = () => {
        setOpen(!open);
    };
    return (
        <>
            <div class="official-actions">
                <Button kind="quiet" onPress={turn}>
                    {open ? t.common.close : t.ballot.dossier}
                    <span class="unseen">{t.dossier.title(official.name)}</span>
                </Button>
                {beside}
            </div>
            {open ? <DossierView {...props} official={official} /> : null}
        </>
    );
}

function DossierView({ conferenceId, conference, official }: DossierProps & { official: OfficialView }) {
    const t = useTexts(texts).dossier;
    const [found, setFound] = useState<Result<Dossier>>();
    useEffect(() => {
        fetchDossier(conferenceId, official.dossier).then(setFound, () => {
            setFound({ ok: false, reason: Reason.tooEarly, detail: "" });
        });
    }, [conferenceId, official.dossier]);
    if (!found) return <Progress label={t.loading} />;
    if (!found.ok) return <DossierProblem reason={found.reason} />;
    const { documents, targets } = found.value;
    return (
        <div class="stack">
            {targets.length > 0 ? <Targets conference={conference} dossier={found.value} /> : null}
            {documents.length > 0 ? <h3>{t.documents}</h3> : null}
            {documents.map((document) => (
                <DocumentView
                    key={document.sha256}
                    conferenceId={conferenceId}
                    conference={conference}
                    document={document}
                />
            ))}
            <p class="soft">✓ {t.checked}</p>
        </div>
    );
}

function DossierProblem({ reason }: { reason: Reason }) {
    const t = useTexts(texts).dossier;
    return reason === Reason.tooEarly ? (
        <Notice kind="waiting">{t.missing}</Notice>
    ) : (
        <Notice kind="stop">{t.bad}</Notice>
    );
}

/** Below each indicator its figures, beside each other as far as there is room: a table would be cut off on a telephone. */
function Targets({ conference, dossier }: { conference: ConferenceView; dossier: Dossier }) {
    const t = useTexts(texts).dossier;
    const { language } = useLanguage();
    return (
        <>
            <h3>{t.targets}</h3>
            <ul class="targets">
                {dossier.targets.map(({ indicator, target, achieved, percent }, place) => (
                    <li key={place}>
                        <bdi>{inLanguage(indicator, conference.languages, language)}</bdi>
                        <dl class="target-figures">
                            <Figure name={t.target} value={target} />
                            <Figure name={t.achieved} value={achieved} />
                            <Figure name={t.percent} value={percent} />
                        </dl>
                    </li>
                ))}
            </ul>
        </>
    );
}

function Figure({ name, value }: { name: string; value: string }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    );
}

const shownAsText = /\.(txt|md|csv)$/i;

/** A text is shown as text, whatever is in it; anything else is saved and opened by the person's own programs. */
function DocumentView({ conferenceId, conference, document }: DossierProps & { document: DossierDocument }) {
    const t = useTexts(texts);
    const { language } = useLanguage();
    const text = useConferenceText(conference);
    const [found, setFound] = useState<Result<Uint8Array<ArrayBuffer>>>();
    const [busy, setBusy] = useState(false);
    const one = useOneAtATime();
    const fetchIt = () =>
        one.run(async () => {
            setBusy(true);
            try {
                setFound(await fetchDocument(conferenceId, document.sha256));
            } catch {
                setFound(refuse(Reason.tooEarly));
            } finally {
                setBusy(false);
            }
        });
    if (busy) return <Progress label={t.dossier.loading} />;
    if (found && !found.ok) return <DossierProblem reason={found.reason} />;
    if (!found) {
        return (
            <Button onPress={() => void fetchIt()}>
                <span>
                    <bdi>{text(document.title)}</bdi> ({formatBytes(language, document.length)})
                </span>
            </Button>
        );
    }
    if (shownAsText.test(document.file)) {
        return <div class="document">{new TextDecoder().decode(found.value)}</div>;
    }
    return (
        <DownloadButton name={document.file} content={found.value}>
            {t.common.download}: {document.file}
        </DownloadButton>
    );
}
