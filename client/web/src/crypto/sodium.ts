// libsodium, in the same constant-time code that the native programs run, as WebAssembly. Whatever touches a
// secret runs in it. Readied once, before anything else of this folder is called.
import sodium from "libsodium-wrappers-sumo";

export { sodium };

export async function initializeCrypto(): Promise<void> {
    await sodium.ready;
}
