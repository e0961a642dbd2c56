// The ballot of a conference that is not created yet, by the components of a participant's page: what is signed off is what
// people will see. Nothing that is marked here goes anywhere.
import { InOneLanguage, languages, useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { staffTexts } from "../../i18n/staff_texts";
import { type ConferenceView, viewOfConference } from "../../participant/conference_view";
import type { DeviceState, Stage } from "../../participant/messages";
import type { NewManifest } from "../../staff/conference_form";
import { BallotStage } from "../participant/ballot_stage";
import { offerOf } from "../participant/offer";
import type { DeviceHandle } from "../participant/use_device";
import { useMarks } from "../participant/use_marks";

const stage: Extract<Stage, { at: "ballot" }> = {
    at: "ballot",
    opening: { digest: "", fingerprint: "" },
    changing: false,
    compared: true,
    asks: false,
};
const noVisit = { suspicion: false, forgotten: "no" } as const;
const offer = offerOf(stage, false, noVisit); // as on a device that keeps nothing

/** A device at its ballot, which does nothing. */
function deviceShowing(conference: ConferenceView): DeviceHandle {
    const state: DeviceState = {
        stage,
        conference,
        opening: stage.opening,
        hall: undefined,
        boardMark: undefined,
        connected: true,
        straight: false,
    };
    const nothing = () => Promise.resolve(undefined);
    return {
        ...{ state, busy: undefined, refusal: undefined, copy: undefined },
        ...{ send: nothing, ask: nothing, forget: () => undefined },
        ...{ checkIn: () => undefined, checkInWaits: false },
        ...{ typedSlip: { number: "", code: "" }, setTypedSlip: () => undefined },
    };
}

/** One beside the other, in each language of the conference that the pages speak. */
export function BallotPreview({ manifest }: { manifest: NewManifest }) {
    const t = useTexts(staffTexts).preview;
    const { language } = useLanguage();
    const shown = languages.filter((one) => manifest.languages.includes(one));
    const officials = manifest.officials.map((one) => ({ ...one, dossierSha256: new Uint8Array() })); // none is uploaded yet
    const view = viewOfConference({ ...manifest, officials }, new Uint8Array(32));
    const device = deviceShowing(view);
    const marks = useMarks("", device.state, false); // the same on each of them
    return (
        <div class="staff-ballots">
            {shown.map((one) => (
                <div key={one} class="stack">
                    <h3>{t.ballotIn(languageLabel(language, one))}</h3>
                    <div
                        class="staff-ballot"
                        role="region"
                        tabIndex={0}
                        aria-label={t.ballotIn(languageLabel(language, one))}
                    >
                        <InOneLanguage language={one}>
                            <BallotStage
                                device={device}
                                conferenceId=""
                                offer={offer}
                                stage={stage}
                                marks={marks}
                                onDiffers={() => undefined}
                            />
                        </InOneLanguage>
                    </div>
                </div>
            ))}
        </div>
    );
}
