// No text that a person reads stands outside the dictionaries.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "../../src");

/** The source files whose path fits, relative to src. */
function files(fitting: RegExp): string[] {
    const all = readdirSync(source, { recursive: true, encoding: "utf8" });
    return all.filter((path) => fitting.test(path) && !path.startsWith("gen"));
}

/** Attributes whose strings are for the machine. A text in any other one is for people. */
const technical = new Set(
    [
        "accept aria-hidden aria-live aria-current autoComplete by class cx cy d data-state fill height href id inputMode",
        "kind key lang mediaType name part prefer preserveAspectRatio r role scope shape-rendering stroke stroke-width type",
        "patternUnits vector-effect viewBox width x x1 x2 y y1 y2 page content of text field fileName",
    ].flatMap((line) => line.split(" ")),
);
const hasWord = /\p{L}{2,}/u;

/** Texts for people inside JSX: between tags, in braces, and in attributes. */
function textsOutside(file: string, code: string): string[] {
    const found: string[] = [];
    const tree = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);
    const note = (node: ts.Node, text: string) => {
        if (!hasWord.test(text)) return;
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${file}:${line + 1}: ${text.trim()}`);
    };
    const lookInBraces = (node: ts.Node): void => {
        if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) note(node, node.text);
        if (ts.isTemplateExpression(node)) {
            note(node, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(" "));
        }
        if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(lookInBraces);
        if (
            ts.isBinaryExpression(node) &&
            node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken
        ) {
            [node.left, node.right].forEach(lookInBraces);
        }
        if (ts.isParenthesizedExpression(node)) lookInBraces(node.expression);
    };
    const visit = (node: ts.Node): void => {
        if (ts.isJsxText(node)) note(node, node.text);
        if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
            lookInBraces(node.expression);
        }
        if (ts.isJsxAttribute(node) && !technical.has(node.name.getText()) && node.initializer) {
            const value = node.initializer;
            lookInBraces(ts.isJsxExpression(value) && value.expression ? value.expression : value);
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
}

describe("texts", () => {
    it("stand in the dictionaries alone", () => {
        const pages = files(/\.tsx$/);
        expect(pages.length).toBeGreaterThan(10);
        const outside = pages.flatMap((file) => textsOutside(file, readFileSync(join(source, file), "utf8")));
        expect(outside).toEqual([]);
    });

    it.each([
        ["between tags", "const a = <p>Vote now</p>;"],
        ["in braces", 'const a = <p>{"Vote now"}</p>;'],
        ["in a condition", 'const a = <p>{b ? "Vote now" : null}</p>;'],
        ["in an attribute", 'const a = <p title="Vote now" />;'],
        ["in an attribute's braces", "const a = <Page title={`Vote ${now}`} />;"],
    ])("outside are found %s", (_, code) => {
        expect(textsOutside("forged.tsx", code)).toHaveLength(1);
    });
});
