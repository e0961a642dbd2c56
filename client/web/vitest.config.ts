import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const setupFiles = ["tests/support/setup.ts"];
const chaiConfig = { truncateThreshold: 0 }; // a failure far away says all that was found

const filesAtOnceMax = 4; // each may have a server and many browsers of its own

const network = {
    pool: "forks" as const,
    execArgv: ["--experimental-websocket"],
    env: { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
};

// "unit" stands alone. "peer" holds this implementation against the native programs: it runs `vouch` and `vouch-server`, from
// VOUCH_BIN and VOUCH_SERVER_BIN or the release build. Node 20 has its WebSocket behind a flag, and a server for a test signs
// its certificate itself. "browser" opens the built bundle in Chromium.
export default defineConfig({
    test: {
        maxWorkers: Math.min(availableParallelism(), filesAtOnceMax),
        projects: [
            { test: { name: "unit", include: ["tests/**/*.test.ts"], setupFiles, testTimeout: 120_000 } },
            {
                test: {
                    name: "browser",
                    chaiConfig,
                    include: ["tests/**/*.browser.ts"],
                    testTimeout: 1_200_000,
                    hookTimeout: 120_000,
                },
            },
            // Whole votes in Chromium, over the built bundle and a tally server (VOUCH_SERVER_BIN or the release build).
            {
                test: {
                    name: "journeys",
                    chaiConfig,
                    setupFiles,
                    ...network,
                    include: ["tests/journeys/**/*.journey.ts"],
                    testTimeout: 1_800_000,
                    hookTimeout: 120_000,
                },
            },
            {
                test: {
                    name: "peer",
                    include: ["tests/**/*.peer.ts"],
                    setupFiles,
                    testTimeout: 600_000,
                    hookTimeout: 60_000,
                    ...network,
                },
            },
        ],
    },
});
