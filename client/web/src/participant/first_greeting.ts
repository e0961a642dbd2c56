// Whom a slip is for, told by the page itself while the worker is not there yet. libsodium is most of what a telephone loads:
// people see their name and the button before it has come. The roll key opens the named roll and no vote, so that a small
// library may hold it. Nothing is believed of what is found here: it is shown, and the worker checks it against the log before
// anything leaves the device.
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { fromUtf8 } from "../crypto/bytes";
import { readNamedRoll } from "../election/named_roll";
import { type ConferenceAddress, namedRollBytesMax, slipFragment } from "../service/conference_address";
import { browserNetwork, getFile, type Network } from "../service/network";
import { get } from "../storage/database";
import { type Stage } from "./messages";

export type Greeting = Extract<Stage, { at: "greeting" }>;

const nonceBytes = 24; // of a secretbox, in front

/** For the part of a slip's link behind "#". Nothing where this device has been here before, and where anything is amiss: then
    the worker says how things stand. */
export async function firstGreeting(
    address: ConferenceAddress,
    fragment: string,
    network: Network = browserNetwork,
): Promise<Greeting | undefined> {
    const [, , digits, , key] = slipFragment.exec(fragment) ?? [];
    if (digits === undefined || key === undefined) return undefined;
    try {
        if (await get("credentials", address.id)) return undefined;
        const box = await getFile(network, address, "/named-roll", namedRollBytesMax);
        return box && greetingOf(Number(digits), openRoll(key, box));
    } catch {
        return undefined;
    }
}

function openRoll(key: string, box: Uint8Array): string {
    const binary = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
    const rollKey = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const cipher = xsalsa20poly1305(rollKey, box.subarray(0, nonceBytes));
    const text = fromUtf8(cipher.decrypt(box.subarray(nonceBytes)));
    rollKey.fill(0);
    return text.ok ? text.value : "";
}

function greetingOf(number: number, roll: string): Greeting | undefined {
    const people = readNamedRoll(roll);
    const person = people.ok ? people.value.find((one) => one.number === number) : undefined;
    return person && { at: "greeting", number, person: { name: person.name, unit: person.unit } };
}
