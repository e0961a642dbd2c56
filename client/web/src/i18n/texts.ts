// What every page shares, and the participant's pages. A role whose pages are loaded apart has a pair of its own
// beside this one (organizer.vi.ts, organizer.en.ts), loaded with it.
import { en } from "./en.js";
import { type Texts } from "./language.js";
import { vi, type Dictionary } from "./vi.js";

export const texts: Texts<Dictionary> = { vi, en };
