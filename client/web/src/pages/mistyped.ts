// What is wrong with characters that a person typed, in the words of the screen.
import type { Mistyped } from "../crypto/typed";
import type { MainTexts } from "../gen/main_texts";

const inGroup = 4; // as all of them are printed and shown
const checkCharacters = 2;

export function mistypedText(t: MainTexts["mistyped"], wrong: Mistyped): string {
    switch (wrong.kind) {
        case "foreign":
        case "oneWrong":
            return t[wrong.kind](placeText(t, wrong.place));
        case "count": {
            const { typed, form } = wrong;
            const checksMissing = form.checked && typed + checkCharacters === form.characters;
            return (checksMissing ? t.checksMissing : t.count)(form.characters, typed);
        }
        case "severalWrong":
            return t.severalWrong;
    }
}

/** "The second character of the third group." */
function placeText(t: MainTexts["mistyped"], place: number): string {
    const [group, character] = [Math.floor(place / inGroup), place % inGroup];
    return t.placed(t.ordinals[group] ?? "", t.ordinals[character] ?? "");
}
