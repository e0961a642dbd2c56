// A saved copy of the credential, wrapped under a passphrase, as what a QR code says:
//   https://HOST/c/ID/vote#copy.BASE64URL( key file )
// It stands behind the "#", so that opening it tells no server.
import { routePath } from "../router/route";

const prefix = "copy.";

export function copyLink(conference: string, file: Uint8Array): string {
    const base64 = btoa(String.fromCharCode(...file));
    const url = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    return `${location.origin}${routePath({ page: "vote", conference })}#${prefix}${url}`;
}

/** The key file in a link, or in what stands behind its "#"; nothing where it is no copy's. */
export function readCopyLink(text: string): Uint8Array | undefined {
    const fragment = text.slice(text.indexOf("#") + 1);
    if (!fragment.startsWith(prefix)) return undefined;
    const url = fragment.slice(prefix.length);
    if (!/^[A-Za-z0-9_-]+$/.test(url) || url.length % 4 === 1) return undefined;
    const bytes = atob(url.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}
