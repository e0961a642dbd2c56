// The pages that anyone may see: a conference's page, results, minutes, verifying, look-up, the hall screen.
import { en } from "./public.en";
import { type Texts } from "./language";
import { vi, type PublicDictionary } from "./public.vi";

export const publicTexts: Texts<PublicDictionary> = { vi, en };
