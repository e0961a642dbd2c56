import { defineConfig, type Plugin } from "vite";

// Whatever the environment says: with another word Vite puts folder names into the components.
process.env["NODE_ENV"] = "production";

/** libsodium's package has its WebAssembly as base64 inside its script, which is a third larger however it is compressed, and
    once in every worker's script. Here it becomes one file, which a worker fetches when it begins. */
function webAssemblyFile(): Plugin {
    const embedded = /\?\?=\(\w=>\{for\(.{0,400}?return \w\}\)\("([A-Za-z0-9+/=]{100000,})"\)/;
    const unreached = 'Object.assign(new Error("libsodium cannot be fetched"),{name:"NetworkError"})';
    return {
        name: "webassembly-file",
        transform: {
            filter: { id: /\/libsodium-sumo\.mjs$/ },
            handler(code) {
                const base64 = embedded.exec(code)?.[1];
                if (base64 === undefined)
                    throw new Error("libsodium's script holds its WebAssembly in another way");
                const source = Buffer.from(base64, "base64");
                const file = this.emitFile({ type: "asset", name: "libsodium.wasm", source });
                const response = `await fetch(import.meta.ROLLUP_FILE_URL_${file}).catch(()=>({}))`;
                const fetched = `(async r=>{if(!r.ok)throw ${unreached};return new Uint8Array(await r.arrayBuffer())})(${response})`;
                return code.replace(embedded, () => `??=await ${fetched}`);
            },
        },
    };
}

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
    worker: { format: "es", plugins: () => [webAssemblyFile()] },
});
