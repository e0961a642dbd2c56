// The pages that anyone may see: a conference's page, results, minutes, verifying, look-up, the hall screen.
import { publicSources } from "../gen/public_texts";
import { Dictionary } from "./dictionary";

export const publicTexts = new Dictionary(publicSources);
