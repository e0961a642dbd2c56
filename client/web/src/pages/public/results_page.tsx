// The results, for anyone to see, keep and print. This browser counted all of them itself.
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { resultJson } from "../../observer/result_file";
import type { LogView } from "../../observer/views";
import { Button, Card, DownloadButton, Facts, Notice } from "../../ui/index";
import { numbersOf } from "./minutes_text";
import { ObservedPage } from "./observed_page";
import { offerOf } from "./offer";
import { useSpeaker } from "./phrases";
import { FingerprintCard, ResultBars, ResultTable } from "./result_parts";
import { useObserver } from "./use_observer";

export function ResultsPage({ conference }: { conference: string }) {
    const t = useTexts(publicTexts).results;
    const { state } = useObserver(conference);
    return (
        <ObservedPage title={t.title} state={state} wide>
            {(log) => <Results log={log} conference={conference} />}
        </ObservedPage>
    );
}

function Results({ log, conference }: { log: LogView; conference: string }) {
    const speaking = useSpeaker(log);
    const { t } = speaking;
    const { result, awaitsAnnouncement, fingerprint } = offerOf(log);
    if (!result) {
        return (
            <Notice kind="info" title={t.results.none}>
                {t.results.noneBody}
            </Notice>
        );
    }
    return (
        <>
            {awaitsAnnouncement ? <Notice kind="waiting">{t.result.notAnnounced}</Notice> : null}
            {log.papers > 0 ? <p>{t.result.electronicAndPaper}</p> : null}
            <Card title={t.results.turnout}>
                <div class="turnout">
                    <Facts
                        lines={numbersOf(speaking, log).map(({ name, value }) => [name, value] as const)}
                    />
                </div>
            </Card>
            <ResultTable speaking={speaking} log={log} result={result} />
            <ResultBars speaking={speaking} log={log} result={result} />
            <div class="step-actions no-print">
                <DownloadButton name={`vouch-${conference}.csv`} content={result.csv} mediaType="text/csv">
                    {t.results.csv}
                </DownloadButton>
                <DownloadButton
                    name={`vouch-${conference}-${speaking.language}.csv`}
                    content={result.spreadsheets[speaking.language]}
                    mediaType="text/csv"
                >
                    {t.results.spreadsheet}
                </DownloadButton>
                <DownloadButton
                    name={`vouch-${conference}.json`}
                    content={resultJson(log, result)}
                    mediaType="application/json"
                >
                    {t.results.json}
                </DownloadButton>
                <Button
                    onPress={() => {
                        print();
                    }}
                >
                    {t.results.print}
                </Button>
            </div>
            <p class="soft no-print">{t.results.printHint}</p>
            <FingerprintCard speaking={speaking} digits={fingerprint} />
            <p class="soft">{t.reading.checkedHere(log.size)}</p>
        </>
    );
}
