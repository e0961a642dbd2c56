import { describe, expect, test } from "vitest";
import { concat, equal, toHex } from "../../src/crypto/bytes";
import { Credential, credentialBytes } from "../../src/crypto/credential";
import { identity, scalarOf, timesG, zero } from "../../src/crypto/group";
import {
    disclose,
    outliving,
    respond,
    SecretBytes,
    SecretDigit,
    SecretPoint,
    SecretScalar,
    wiping,
} from "../../src/crypto/secret";
import { must, refusal } from "../support/vectors";

describe("secrets", () => {
    test("are not printed", () => {
        const secret = SecretBytes.draw(32);
        expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
        expect(String(secret)).toBe("[secret]");
    });
    test("are overwritten where they end, and then refuse to be used", () => {
        const secret = SecretBytes.draw(32);
        const memory = secret.bytes;
        secret.wipe();
        expect(equal(memory, new Uint8Array(32))).toBe(true);
        expect(() => secret.bytes).toThrow();
    });
    test("that a wiping made end with it, save those kept", () => {
        let passing: SecretScalar | undefined;
        const outlives = wiping(() => {
            passing = SecretScalar.of(scalarOf(5));
            return outliving(passing.plus(passing));
        });
        expect(() => passing?.bytes).toThrow();
        expect(toHex(outlives.timesG().publish())).toBe(toHex(timesG(scalarOf(10))));
    });
    test("kept in an inner wiping are the outer one's", () => {
        const inner = wiping(() => wiping(() => outliving(SecretScalar.of(scalarOf(5)))));
        expect(() => inner.bytes).toThrow();
    });
    test("end with a wiping that throws", () => {
        let passing: SecretScalar | undefined;
        expect(() =>
            wiping(() => {
                passing = SecretScalar.zero();
                throw new Error("stop");
            }),
        ).toThrow("stop");
        expect(() => passing?.bytes).toThrow();
    });
    test("products that are the identity are the identity", () => {
        const none = SecretScalar.zero();
        expect(none.timesG().publish()).toEqual(identity);
        expect(none.timesPoint(timesG(scalarOf(3))).publish()).toEqual(identity);
        expect(SecretScalar.of(scalarOf(3)).timesPoint(identity).publish()).toEqual(identity);
    });
    test("a digit's mask and selection", () => {
        const choices = [0, 1, 2, 3].map((n) => SecretPoint.of(timesG(scalarOf(n))));
        for (let value = 0; value < 4; ++value) {
            const digit = new SecretDigit(value);
            expect([0, 1, 2, 3].map((other) => digit.mask(other))).toEqual(
                [0, 1, 2, 3].map((other) => (other === value ? 0xff : 0)),
            );
            expect(SecretPoint.select(digit, choices).publish()).toEqual(timesG(scalarOf(value)));
        }
    });
    test("a response consumes its nonce", () => {
        const nonce = SecretScalar.of(scalarOf(7));
        expect(respond(nonce, scalarOf(3), SecretScalar.of(scalarOf(5)))).toEqual(scalarOf(22));
        expect(() => nonce.bytes).toThrow();
    });
    test("disclosing consumes the secret", () => {
        const secret = SecretScalar.of(scalarOf(7));
        expect(disclose(secret)).toEqual(scalarOf(7));
        expect(() => secret.bytes).toThrow();
    });
    test("only canonical scalars decode", () => {
        expect(must(SecretScalar.decode(zero)).bytes).toEqual(new Uint8Array(32));
        expect(SecretScalar.decode(new Uint8Array(32).fill(0xff)).ok).toBe(false);
        expect(SecretScalar.decode(new Uint8Array(31)).ok).toBe(false);
    });
    test("only a credential of two canonical scalars decodes", () => {
        const encoded = concat([scalarOf(3), scalarOf(5)]);
        expect(must(Credential.decode(encoded)).encode().bytes).toEqual(encoded);
        for (const size of [0, 32, 63])
            expect(refusal(Credential.decode(encoded.subarray(0, size)))).toBe(
                "malformed (credential: length)",
            );
        expect(refusal(Credential.decode(new Uint8Array(credentialBytes + 1)))).toBe(
            "malformed (credential: length)",
        );
        const large = new Uint8Array(32).fill(0xff);
        for (const other of [concat([large, scalarOf(5)]), concat([scalarOf(3), large])])
            expect(refusal(Credential.decode(other))).toBe("malformed (not a canonical scalar)");
    });
});
