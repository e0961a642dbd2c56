import { describe } from "vitest";
import { phone } from "../browser/looks";
import { storageCutAfter } from "../support/amiss";
import { keyboard } from "./hand";
import { plain } from "./outside";
import { testWholeVote } from "./whole_vote";

describe("a vote in Vietnamese, on phones, by keyboard alone, while browsers cut their storage", () => {
    const before = storageCutAfter(2);
    testWholeVote({ language: "vi", hand: keyboard, size: phone, outside: plain, before });
});
