import { describe } from "vitest";
import { laptop } from "../browser/looks";
import { takeAwayNewer } from "../browser/newer";
import { mouse } from "./hand";
import { breaking } from "./outside";
import { testWholeVote } from "./whole_vote";

describe("a vote in English, with texts that break pages, in the oldest browsers", () => {
    testWholeVote({ language: "en", hand: mouse, size: laptop, outside: breaking, before: takeAwayNewer });
});
