import { defineConfig } from "vite";

// Whatever the environment says: with another word Vite puts folder names into the components.
process.env["NODE_ENV"] = "production";

// File names carry a hash of their content and nothing of the day, so that two builds of one source give the
// same bytes. No script stands inside the page: a strict Content-Security-Policy takes it as it is.
export default defineConfig({
    base: "/",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
        target: "es2022", // what the oldest browsers of README.md have
        assetsInlineLimit: 0,
        sourcemap: false,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 1200,
    },
    worker: { format: "es" },
});
