import js from "@eslint/js";
import compat from "eslint-plugin-compat";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const oldestBrowsers = ["ios_saf 15.6", "safari 15.6", "chrome 100", "and_chr 100", "firefox 115"];
// Newer than those, and unknown to the plugin.
const newer = [
    { object: "URL", property: "canParse" },
    { object: "URL", property: "parse" },
    { object: "AbortSignal", property: "any" },
    { object: "AbortSignal", property: "timeout" },
    { object: "Promise", property: "try" },
    { object: "Promise", property: "withResolvers" },
    { object: "Array", property: "fromAsync" },
    { object: "Object", property: "groupBy" },
    { object: "Map", property: "groupBy" },
    { property: "toReversed" },
    { property: "toSorted" },
    { property: "toSpliced" },
    { property: "isWellFormed" },
    { property: "toWellFormed" },
    { property: "checkVisibility" },
    { property: "startViewTransition" },
].map((one) => ({ ...one, message: "The oldest browsers of README.md have no such thing." }));
const functionLines = ["error", { max: 60, skipBlankLines: true, skipComments: true }];

/** The same for tests: a `describe` holds as many of them as it likes. */
const testLines = {
    create: (context) => ({
        ":function"(node) {
            let called = node.parent.callee; // describe(…), describe.each(…)(…)
            while (called && called.type !== "Identifier") called = called.callee ?? called.object;
            if (called?.name === "describe") return;
            const lines = context.sourceCode.lines.slice(node.loc.start.line - 1, node.loc.end.line);
            const code = lines.filter((line) => !/^\s*(\/\/|\/\*\*|$)/.test(line)).length;
            if (code > 60) context.report({ node, message: `A function of ${code} lines.` });
        },
    }),
};

export default tseslint.config(
    { ignores: ["dist", "src/gen", "node_modules"] },
    js.configs.recommended,
    ...tseslint.configs.recommendedTypeChecked,
    {
        files: ["**/*.ts", "**/*.tsx"],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/switch-exhaustiveness-check": [
                "error",
                { considerDefaultExhaustiveForUnions: true },
            ],
            "no-console": "error",
        },
    },
    {
        // Preact's hooks have React's names and rules.
        files: ["src/**"],
        plugins: { "react-hooks": hooks },
        rules: {
            "react-hooks/rules-of-hooks": "error",
            "react-hooks/exhaustive-deps": "error",
            "max-lines-per-function": functionLines,
        },
    },
    {
        // What the oldest browsers of README.md have not.
        files: ["src/**"],
        plugins: { compat },
        settings: { browsers: oldestBrowsers, lintAllEsApis: true },
        rules: {
            "compat/compat": "error",
            "no-restricted-properties": ["error", ...newer],
            "no-restricted-syntax": ["error", "StaticBlock"],
        },
    },
    {
        files: ["tests/**", "bench/**", "scripts/**"],
        plugins: { tests: { rules: { lines: testLines } } },
        rules: { "tests/lines": "error" },
    },
    {
        files: ["**/*.js", "**/*.mjs"],
        ...tseslint.configs.disableTypeChecked,
        languageOptions: {
            globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly" },
        },
    },
);
