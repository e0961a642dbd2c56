// What every page shares, and the participant's pages. A role whose pages are loaded apart has a dictionary of its own
// beside this one (public.ts, staff_texts.ts), loaded with it.
import { dictionaries } from "../gen/main_texts";
import { type Texts } from "./language";
import { type Dictionary } from "./vi/main";

export const texts: Texts<Dictionary> = dictionaries;
