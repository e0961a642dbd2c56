// Text has a contrast of at least 7:1 in both themes (WCAG 2.2, 1.4.6), borders and the focus ring 3:1 (1.4.11).
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../src/ui/styles/tokens.css", import.meta.url), "utf8");

/** The colours of each theme, in the file's order: light, dark. */
const themes = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(
    ([, block]) =>
        new Map([...(block ?? "").matchAll(/(--[a-z-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]])),
);

function luminance(colour: string): number {
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = channels.map((c) =>
        c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
}

const text = [
    ["--ink", "--paper"], ["--ink", "--card"], ["--ink", "--sunken"], ["--ink-soft", "--paper"],
    ["--ink-soft", "--card"], ["--ink-soft", "--sunken"], ["--brand", "--paper"], ["--brand", "--card"],
    ["--on-brand", "--brand"], ["--brand", "--brand-soft"], ["--wait", "--wait-soft"], ["--stop", "--stop-soft"],
    ["--stop", "--card"], ["--stop", "--paper"], ["--done", "--done-soft"], ["--ink", "--brand-soft"],
    ["--on-alarm", "--alarm"],
] as const; // prettier-ignore
const shapes = [
    ["--line-strong", "--card"], ["--line-strong", "--paper"], ["--focus", "--paper"], ["--focus", "--card"],
] as const; // prettier-ignore

describe("colours", () => {
    it("are known of both themes, the same of each", () => {
        const [light, dark, ...more] = themes.map((theme) => [...theme.keys()]);
        expect(light).toEqual(dark);
        expect(more).toEqual([]);
    });
    it("are told apart as black and white are", () => {
        expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    });

    const all = [
        ...text.map((pair) => [...pair, 7] as const),
        ...shapes.map((pair) => [...pair, 3] as const),
    ];
    it.each(all)("%s on %s is at least %d:1", (over, under, least) => {
        for (const theme of themes) {
            const [a, b] = [theme.get(over), theme.get(under)];
            if (a === undefined || b === undefined) throw new Error(`no colour ${over} or ${under}`);
            expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
        }
    });
});
