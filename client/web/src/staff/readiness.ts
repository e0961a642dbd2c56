// "My key file opens", said by a member of the board on a day, as a line that any page can check: so that they can be
// counted the day before. It is a signature that means nothing in the log.
import { equal, fromHex, concat, toHex, utf8 } from "../crypto/bytes";
import { signatureHolds, type SigningKey } from "../crypto/signature";
import { frame } from "../crypto/transcript";
import { type State } from "../election/state";

/** `day` is a date, ISO 8601. */
function messageOf(electionId: Uint8Array, day: string): Uint8Array {
    return concat([frame(utf8("vouch/1/ready")), electionId, frame(utf8(day))]);
}

/** "vouch-ready key signature", in hex. */
export function sayReady(electionId: Uint8Array, day: string, key: SigningKey): string {
    return `vouch-ready ${toHex(key.publicKey)} ${toHex(key.sign(messageOf(electionId, day)))}`;
}
/** The number of the board's member who said so on that day; nothing where nobody of the board did. */
export function whoIsReady(state: State, day: string, line: string): number | undefined {
    const [, key, signature] = /^\s*vouch-ready ([0-9a-f]{64}) ([0-9a-f]{128})\s*$/.exec(line) ?? [];
    const [keyBytes, signatureBytes] = [fromHex(key ?? ""), fromHex(signature ?? "")];
    if (!keyBytes.ok || !signatureBytes.ok || key === undefined) return undefined;
    const trustees = state.ceremony?.board.trustees ?? [];
    const place = trustees.findIndex(({ signKey }) => equal(signKey, keyBytes.value));
    if (place < 0) return undefined;
    const holds = signatureHolds(keyBytes.value, messageOf(state.electionId, day), signatureBytes.value);
    return holds ? place + 1 : undefined;
}
