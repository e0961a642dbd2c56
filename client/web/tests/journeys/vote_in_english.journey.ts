import { describe } from "vitest";
import { laptop } from "../browser/looks";
import { takeAwayNewer } from "../browser/newer";
import { clockOff } from "../support/amiss";
import { mouse } from "./hand";
import { breaking } from "./outside";
import { testWholeVote } from "./whole_vote";

describe("a vote in English, with texts that break pages, in the oldest browsers, a day ahead of the server", () => {
    const before = takeAwayNewer + clockOff(24);
    testWholeVote({ language: "en", hand: mouse, size: laptop, outside: breaking, before, clockIsOff: true });
});
