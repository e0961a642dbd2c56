import { afterEach, expect, test, vi } from "vitest";
import { initializeCrypto, noWebAssembly } from "../../src/crypto/sodium";

afterEach(() => {
    vi.unstubAllGlobals();
});

test("a browser without WebAssembly is told by the name of the error", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    await expect(initializeCrypto()).rejects.toMatchObject({ name: noWebAssembly });
});
