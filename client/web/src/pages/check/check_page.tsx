// The check page, for a second device. It finds out what a device has sealed, or whose ballot a tracker is. Nothing of either
// is kept: not in the address, not in the history, not on the device.
import { useState } from "preact/hooks";
import type { ConferencePageProps } from "../props";
import { type ConferenceView } from "../../participant/conference_view";
import { inLanguage, useAddressOf, useLanguage, useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { takeFragment } from "../../router/fragment";
import { Button, Card, Page } from "../../ui/index";
import { ChallengeCheck } from "./challenge_check";
import { MineCheck } from "./mine_check";

type Task = "challenge" | "mine";

export function CheckPage({ conference }: ConferencePageProps) {
    const t = useTexts(texts).check;
    const { language } = useLanguage();
    const [shown, setShown] = useState(takeFragment); // a challenge's own code opens its check
    const [task, setTask] = useState<Task | undefined>(shown === "" ? undefined : "challenge");
    const [known, setKnown] = useState<ConferenceView>();
    useAddressOf(known?.profile);
    const back = () => {
        setTask(undefined);
        setShown("");
        setKnown(undefined);
    };
    const titles = { challenge: t.title, mine: t.mineTitle };
    return (
        <Page
            title={task === undefined ? t.chooseTitle : titles[task]}
            conference={known && inLanguage(known.title, known.languages, language)}
            rehearsal={known?.rehearsal}
        >
            {task === undefined ? <Choice onChoose={setTask} /> : null}
            {task === "challenge" ? (
                <ChallengeCheck conference={conference} shown={shown} onKnown={setKnown} onLeave={back} />
            ) : null}
            {task === "mine" ? <MineCheck conference={conference} onKnown={setKnown} onLeave={back} /> : null}
        </Page>
    );
}

function Choice({ onChoose }: { onChoose: (task: Task) => void }) {
    const t = useTexts(texts).check;
    const choices: readonly [Task, string, string][] = [
        ["challenge", t.title, t.intro],
        ["mine", t.mineTitle, t.mineIntro],
    ];
    return (
        <>
            {choices.map(([task, name, body]) => (
                <Card key={task}>
                    <p>{body}</p>
                    <div class="step-actions">
                        <Button
                            onPress={() => {
                                onChoose(task);
                            }}
                        >
                            {name}
                        </Button>
                    </div>
                </Card>
            ))}
        </>
    );
}
