import { Level } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import type { ConferenceView } from "../../participant/conference_view";
import { Button } from "../../ui/index";
import { useConferenceText } from "./texts_of";
import { type Marks } from "./use_marks";

interface ReviewProps {
    readonly conference: ConferenceView;
    readonly marks: Marks;
    readonly onSeal: () => void;
}

export function Review({ conference, marks, onSeal }: ReviewProps) {
    const t = useTexts(texts);
    const text = useConferenceText(conference);
    const named = (level: Level | undefined) => {
        const names =
            level === undefined || level === Level.blank ? undefined : conference.levelNames[level - 1];
        return names ? text(names) : undefined;
    };
    return (
        <>
            <p>{t.review.body}</p>
            <ol class="review-lines">
                {conference.officials.map((official, j) => (
                    <li key={j}>
                        <div class="review-line">
                            <bdi>{official.name}</bdi>
                            <br />
                            <span class={named(marks.levels[j]) ? "review-mark" : "review-mark empty"}>
                                <bdi>{named(marks.levels[j]) ?? t.level.blank}</bdi>
                            </span>
                        </div>
                        <Button
                            kind="quiet"
                            onPress={() => {
                                marks.go("marking", j);
                            }}
                        >
                            {t.review.change}
                            <span class="unseen">{official.name}</span>
                        </Button>
                    </li>
                ))}
            </ol>
            <div class="step-actions">
                <Button kind="primary" onPress={onSeal}>
                    {t.review.seal}
                </Button>
                <Button
                    onPress={() => {
                        marks.go("marking");
                    }}
                >
                    {t.common.back}
                </Button>
            </div>
        </>
    );
}
