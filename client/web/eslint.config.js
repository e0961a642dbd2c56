import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const functionLines = ["error", { max: 60, skipBlankLines: true, skipComments: true }];

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
        // The helpers alone: the rule takes the callback of a `describe` for one function.
        files: ["tests/**"],
        ignores: ["tests/**/*.{test,peer,browser,journey}.ts"],
        rules: { "max-lines-per-function": functionLines },
    },
    {
        files: ["**/*.js", "**/*.mjs"],
        ...tseslint.configs.disableTypeChecked,
        languageOptions: {
            globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly" },
        },
    },
);
