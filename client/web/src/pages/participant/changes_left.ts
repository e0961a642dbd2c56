// How often a ballot may still be changed, in words.
import type { MainTexts } from "../../gen/main_texts";

const few = 3;

/** Undefined where so many changes are left that nobody has to think of them. `revotes` is that of the manifest. */
export function changesLeftWords(t: MainTexts["receipt"], left: number, revotes: number): string | undefined {
    if (revotes === 0) return t.noChange;
    if (left === 0) return t.usedUp(revotes);
    return left <= few ? t.changesLeft(left) : undefined;
}
