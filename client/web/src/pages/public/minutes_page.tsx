// The minutes of counting, a page of A4 to print and sign, in the language that is asked for. docs/rules.md names what
// they hold; the native client prints the same.
import { useState } from "preact/hooks";
import { type Language, languages, useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { publicTexts } from "../../i18n/public";
import type { LogView } from "../../observer/views";
import { Button, Notice } from "../../ui/index";
import { MinutesSheet } from "./minutes_sheet";
import { ObservedPage } from "./observed_page";
import { offerOf } from "./offer";
import { speaker } from "./phrases";
import { useObserver } from "./use_observer";

export function MinutesPage({ conference }: { conference: string }) {
    const t = useTexts(publicTexts).minutes;
    const { state } = useObserver(conference);
    return (
        <ObservedPage title={t.title} state={state} wide>
            {(log) => <Minutes log={log} conference={conference} />}
        </ObservedPage>
    );
}

function Minutes({ log, conference }: { log: LogView; conference: string }) {
    const t = useTexts(publicTexts).minutes;
    const screen = useLanguage().language;
    const [chosen, setChosen] = useState<Language>();
    const language = chosen ?? screen;
    const { result } = offerOf(log);
    if (!result) return <Notice kind="info">{t.none}</Notice>;
    return (
        <>
            <div class="row no-print" role="group" aria-label={t.language}>
                <span>{t.language}:</span>
                {languages.map((one) => (
                    <button
                        key={one}
                        type="button"
                        class="frame-switch"
                        aria-pressed={one === language}
                        onClick={() => {
                            setChosen(one);
                        }}
                    >
                        {languageLabel(screen, one)}
                    </button>
                ))}
                <Button
                    kind="primary"
                    onPress={() => {
                        print();
                    }}
                >
                    {t.print}
                </Button>
            </div>
            <MinutesSheet
                speaking={speaker(log, language)}
                log={log}
                result={result}
                conference={conference}
            />
        </>
    );
}
