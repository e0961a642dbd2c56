// Relays: who passes a ballot on, so that the server sees no participant's address. docs/protocol.md, section 7.
import { malformed, ok, type Result } from "../crypto/result";
import { type Rng, systemRng } from "../crypto/random";

/** A relay as the manifest names it. */
export interface Relay {
    readonly url: string; // "https://HOST[:PORT]"
    readonly pinned: boolean; // by a certificate of its own, which no browser can check
}

/** How many of the manifest's relays are tried, and how often where they say "later". */
export const relaysTriedMost = 3;
export const relayRounds = 20;

const relayForm =
    /^(https:\/\/(?:\[[0-9a-fA-F.:]+\]|[0-9a-zA-Z.-]+)(?::(?<port>[0-9]+))?)\/*(?<pin> [0-9a-fA-F]{64})?$/;
const portMost = 0xffff;
const urlCharactersMost = 2_048;

/** "https://HOST[:PORT]", and behind a space the pin of its certificate where it has one of its own. Malformed where it is of
    any other form. */
export function readRelay(text: string): Result<Relay> {
    const parts = relayForm.exec(text);
    const [, url = ""] = parts ?? [];
    const port = Number(parts?.groups?.["port"] ?? 443);
    if (!parts || port < 1 || port > portMost || url.length > urlCharactersMost)
        return malformed("relay: not https://HOST[:PORT], with a pin behind a space");
    return ok({ url, pinned: parts.groups?.["pin"] !== undefined });
}

/** Those of the manifest that a browser can use, in an order that is drawn. */
export function relaysToTry(named: readonly string[], rng: Rng = systemRng): string[] {
    const usable = named.flatMap((text) => {
        const relay = readRelay(text);
        return relay.ok && !relay.value.pinned ? [{ url: relay.value.url, lot: drawn(rng) }] : [];
    });
    usable.sort((one, other) => (one.lot < other.lot ? -1 : 1));
    return usable.slice(0, relaysTriedMost).map(({ url }) => url);
}
/** Sixteen bytes in hex: two that are equal do not come. */
function drawn(rng: Rng): string {
    return Array.from(rng(16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
