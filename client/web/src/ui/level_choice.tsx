import { useId } from "preact/hooks";
import { Level } from "../election/bodies";
import { atLineStart } from "../i18n/format";
import { texts } from "../i18n/texts";
import { useLanguage, useTexts } from "../i18n/language";

interface LevelChoiceProps {
    /** Who is rated, for the group's name. */
    readonly question: string;
    /** The wording of low, medium, high, from the manifest. */
    readonly names: readonly [string, string, string];
    readonly chosen: Level;
    readonly onChoose: (level: Level) => void;
}

const order = [Level.high, Level.medium, Level.low] as const;

/** Three buttons of one size and colour, so that none of them is suggested. Arrow keys move, as among radio buttons. A choice
    changes no size, so that nothing on the page moves. */
export function LevelChoice({ question, names, chosen, onChoose }: LevelChoiceProps) {
    const t = useTexts(texts).level;
    const { language } = useLanguage();
    const name = useId();
    return (
        <fieldset class="levels">
            <legend class="unseen">{question}</legend>
            {order.map((level) => (
                <label key={level} class={chosen === level ? "level chosen" : "level"}>
                    <input
                        type="radio"
                        name={name}
                        checked={chosen === level}
                        onChange={() => {
                            onChoose(level);
                        }}
                    />
                    <span>{atLineStart(language, names[level - 1] ?? "")}</span>
                    <span class="level-chosen-mark" aria-hidden="true">
                        ✓ <span>{t.chosen}</span>
                    </span>
                </label>
            ))}
        </fieldset>
    );
}
