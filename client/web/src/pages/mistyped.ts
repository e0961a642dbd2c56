// What is wrong with characters that a person typed, in the words of the screen.
import type { Mistyped } from "../crypto/typed";
import type { Dictionary } from "../i18n/vi/main";

const inGroup = 4; // as all of them are printed and shown
const checkCharacters = 2;

export function mistypedText(t: Dictionary["mistyped"], wrong: Mistyped): string {
    switch (wrong.kind) {
        case "foreign":
        case "oneWrong":
            return t[wrong.kind](Math.floor(wrong.place / inGroup), wrong.place % inGroup);
        case "count": {
            const { typed, form } = wrong;
            const checksMissing = form.checked && typed + checkCharacters === form.characters;
            return (checksMissing ? t.checksMissing : t.count)(form.characters, typed);
        }
        case "severalWrong":
            return t.severalWrong;
    }
}
