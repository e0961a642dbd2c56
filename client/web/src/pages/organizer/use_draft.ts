// The conference's form and its draft on this device: what is typed is kept, and said to be once it is.
import { useCallback, useEffect, useState } from "preact/hooks";
import { languages } from "../../i18n/language";
import { localDay } from "../../i18n/format";
import { type ConferenceForm, emptyForm } from "../../staff/conference_form";
import { Draft, type DraftStanding } from "../../staff/draft";
import { type FailureKind, failureKind } from "../failure";
import { useAnswers } from "../use_answers";

/** "found" was kept in an earlier visit and is untouched since; "failed" is what this device could not keep. */
export type DraftState =
    | DraftStanding
    | { readonly at: "found"; readonly savedAt: number }
    | { readonly at: "failed"; readonly why: FailureKind };

export interface DraftedForm {
    readonly form: ConferenceForm;
    readonly state: DraftState;
    /** There is something that could be lost. */
    readonly typed: boolean;
    readonly change: (form: ConferenceForm) => void;
    /** An empty form, and nothing kept. */
    readonly discard: () => void;
    /** The form as another page has written it. */
    readonly takeOther: () => void;
    /** This page's form in the place of the other one's. */
    readonly keepMine: () => void;
}

const nothingTyped = () => emptyForm(languages, localDay(new Date()));

/** Nothing until it is known whether there is a draft. */
export function useDraft(): DraftedForm | undefined {
    const [draft] = useState(() => new Draft());
    const [form, setForm] = useState<ConferenceForm>();
    const [state, setState] = useState<DraftState>({ at: "nothing" });
    const hand = useAnswers();
    const telling = useCallback(
        (kept: Promise<DraftState>) => {
            const told = kept.catch((error: unknown): DraftState => {
                const why = failureKind(error);
                if (!why) throw error;
                return { at: "failed", why };
            });
            hand(told, setState);
        },
        [hand],
    );
    const find = useCallback(async (): Promise<DraftState> => {
        try {
            const found = await draft.find();
            setForm(found?.form ?? nothingTyped());
            return found ? { at: "found", savedAt: found.savedAt } : { at: "nothing" };
        } catch (error) {
            setForm(nothingTyped()); // it can be filled in all the same
            throw error;
        }
    }, [draft]);
    useEffect(() => {
        telling(find());
    }, [telling, find]);
    if (!form) return undefined;
    return {
        form,
        state,
        typed: state.at !== "nothing",
        change: (changed) => {
            setForm(changed);
            telling(draft.save(changed));
        },
        discard: () => {
            setForm(nothingTyped());
            telling(draft.discard().then(() => ({ at: "nothing" })));
        },
        takeOther: () => {
            telling(find());
        },
        keepMine: () => {
            telling(draft.saveOver(form));
        },
    };
}
