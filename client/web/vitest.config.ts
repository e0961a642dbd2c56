import { defineConfig } from "vitest/config";

// "unit" stands alone. "peer" holds this implementation against the native program: it runs `vouch`, from
// VOUCH_BIN or the release build.
export default defineConfig({
    test: {
        projects: [
            {
                test: {
                    name: "unit",
                    include: ["tests/**/*.test.ts"],
                    setupFiles: ["tests/support/setup.ts"],
                    testTimeout: 120_000,
                },
            },
            {
                test: {
                    name: "peer",
                    include: ["tests/**/*.peer.ts"],
                    setupFiles: ["tests/support/setup.ts"],
                    testTimeout: 600_000,
                },
            },
        ],
    },
});
