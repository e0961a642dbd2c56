import { describe } from "vitest";
import { phone } from "../browser/looks";
import { keyboard } from "./hand";
import { plain } from "./outside";
import { testWholeVote } from "./whole_vote";

describe("a vote in Vietnamese, on phones, by keyboard alone", () => {
    testWholeVote({ language: "vi", hand: keyboard, size: phone, outside: plain });
});
