// The digest of the web client that the server gives out: SHA-256 of bundle.txt, which lists every other file of the
// bundle as `sha256sum` does, sorted by path. The manifest carries the same 32 bytes. Anyone can check it:
//   sha256sum -c bundle.txt && sha256sum bundle.txt
// It is what the server says of itself; a dishonest server could list another bundle than it serves. Compare it with a
// build of one's own, and the files with those that the browser has.

const bundleListPath = "/bundle.txt";

/** In hex. Throws where the list is not there (a development server has none). */
export async function bundleDigest(): Promise<string> {
    const answer = await fetch(bundleListPath, { cache: "force-cache", credentials: "omit" });
    const type = answer.headers.get("content-type") ?? "";
    if (!answer.ok || !type.startsWith("text/plain")) throw new Error("no bundle list");
    const digest = await crypto.subtle.digest("SHA-256", await answer.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
