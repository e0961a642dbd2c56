// What people read where something is refused: for every reason, in every language, what it is and what to do next.
import { describe, expect, it } from "vitest";
import { Reason } from "../../src/crypto/result";
import { languages } from "../../src/gen/forms";
import { texts } from "../support/texts";

const reasons = Object.values(Reason).filter((reason): reason is Reason => typeof reason === "number");

describe.each(languages)("in %s", (language) => {
    const { reasons: names, reasonNext } = texts[language];
    it("every reason has a name and a next step of its own", () => {
        expect(reasons).toHaveLength(14);
        const said = reasons.flatMap((reason) => [names[reason], reasonNext[reason]]);
        for (const text of said) expect(text.trim()).not.toBe("");
        expect(new Set(said).size).toBe(said.length);
    });
    it.each(reasons)("what to do next is one sentence or more (reason %i)", (reason) => {
        const next = reasonNext[reason];
        expect(next).toMatch(/^\p{Lu}.*\.$/u);
        expect(next.split(" ").length).toBeGreaterThan(4);
        if (language !== "en") expect(next).not.toBe(texts.en.reasonNext[reason]);
    });
});
