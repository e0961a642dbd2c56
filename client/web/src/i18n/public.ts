// The pages that anyone may see: a conference's page, results, minutes, verifying, look-up, the hall screen.
import { dictionaries } from "../gen/public_texts";
import { type Texts } from "./language";
import { type PublicDictionary } from "./vi/public";

export const publicTexts: Texts<PublicDictionary> = dictionaries;
