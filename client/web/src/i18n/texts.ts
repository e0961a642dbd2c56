// What every page shares, and the participant's pages. A role whose pages are loaded apart has a dictionary of its own
// beside this one (public.ts, staff_texts.ts), loaded with it.
import { mainSources } from "../gen/main_texts";
import { Dictionary } from "./dictionary";

export const texts = new Dictionary(mainSources);
