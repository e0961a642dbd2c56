// libsodium, in the same constant-time code that the native programs run, as WebAssembly. Whatever touches a
// secret runs in it. Readied once, before anything else of this folder is called.
import sodium from "libsodium-wrappers-sumo";

export { sodium };

/** The name of the error where a browser has no WebAssembly: in Apple's Lockdown Mode. */
export const noWebAssembly = "NoWebAssembly";

export async function initializeCrypto(): Promise<void> {
    if (typeof WebAssembly === "undefined")
        throw Object.assign(new Error("there is no WebAssembly"), { name: noWebAssembly });
    await sodium.ready;
}
