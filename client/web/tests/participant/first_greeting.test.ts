// The page opens the named roll by itself, with a library that is not libsodium.
import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { toBase64url } from "../../src/crypto/bytes";
import { SecretBytes } from "../../src/crypto/secret";
import { initializeCrypto } from "../../src/crypto/sodium";
import { sealNamedRoll } from "../../src/election/named_roll";
import { firstGreeting } from "../../src/participant/first_greeting";
import { browserNetwork, type Network } from "../../src/service/network";
import { put, remove } from "../../src/storage/database";
import { testRoll } from "../support/conference";

const address = { server: "https://vote.example", id: "0123456789abcdef" };
const another = SecretBytes.take(new Uint8Array(32).fill(1));
const rollKey = SecretBytes.take(Uint8Array.from({ length: 32 }, (_, at) => 255 - at)); // "-" and "_" are in its base64url
const fragment = (number: number, key = rollKey) => `.${number}.code.${toBase64url(key.bytes)}`;

let network: Network;
beforeEach(async () => {
    await initializeCrypto();
    const box = sealNamedRoll(
        rollKey,
        testRoll(3).map(({ person }) => person),
    );
    const fetch = () => Promise.resolve(new Response(new Uint8Array(box)));
    network = { ...browserNetwork, fetch };
});

test("the roll is opened under the slip's key, and the number's person greeted", async () => {
    expect(await firstGreeting(address, fragment(2), network)).toEqual({
        at: "greeting",
        number: 2,
        person: { name: "Đại biểu 2", unit: 'Cục "Thống kê", Huế' },
    });
});

test.each([
    ["a number that the roll has not", fragment(4)],
    ["another key", fragment(2, another)],
    ["a key that is none", ".2.code.?"],
    ["what is no slip", "join.1"],
])("%s is left to the worker", async (_, brought) => {
    expect(await firstGreeting(address, brought, network)).toBeUndefined();
});

test("so is a network that fails", async () => {
    const fetch = () => Promise.reject(new TypeError("no network"));
    expect(await firstGreeting(address, fragment(2), { ...network, fetch })).toBeUndefined();
});

test("and a device that has been here before", async () => {
    const credential = { electionId: new Uint8Array(32), number: 2, secret: new Uint8Array(64) };
    await put("credentials", address.id, { ...credential, anchor: new Uint8Array() });
    expect(await firstGreeting(address, fragment(2), network)).toBeUndefined();
    await remove("credentials", address.id);
});
