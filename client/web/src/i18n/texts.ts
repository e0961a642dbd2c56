// What every page shares, and the participant's pages. A role whose pages are loaded apart has a pair of its own
// beside this one (organizer.vi.ts, organizer.en.ts), loaded with it.
import { en } from "./en";
import { type Texts } from "./language";
import { vi, type Dictionary } from "./vi";

export const texts: Texts<Dictionary> = { vi, en };
