// Key files: a secret under a passphrase. Argon2id, then crypto_secretbox.
//
//   "vouch key file 1" ‖ le32(passes) ‖ le32(memory in KiB) ‖ salt (16) ‖ length of the purpose (1) ‖ purpose ‖
//   secretbox( Hb("key file"; all of that) ‖ payload )
//
// The hash inside the box binds the file to its purpose: a participant's credential cannot be opened as a
// trustee's key. A file made by the native client opens here, and the other way round.
//
// Keyboards spell one letter in two ways: "ế" is one code point, or an e with two marks. A passphrase is used in
// normalization form C, where it is UTF-8, so that it opens the file on any machine.
import { type Bytes, concat, equal, le32, readLe32, utf8 } from "./bytes";
import { check, malformed, ok, type Refused, type Result } from "./result";
import { outliving, SecretBytes, wiping } from "./secret";
import { openSecretbox, sealSecretbox, secretboxOverheadBytes } from "./signature";
import { sodium } from "./sodium";
import { Transcript } from "./transcript";

/** What one guess at the passphrase costs. Kept in the file, which may be anybody's: whatever is outside the
    limits is refused before anything is computed. */
export interface KeyFileCost {
    readonly passes: number;
    readonly memoryKib: number;
}
export const keyFileCostForPeople: KeyFileCost = { passes: 3, memoryKib: 256 * 1024 };
export const keyFileCostForTests: KeyFileCost = { passes: 1, memoryKib: 8 };
const costMax: KeyFileCost = { passes: 10, memoryKib: 1024 * 1024 };

const magic = utf8("vouch key file 1");
const saltBytes = 16;
const fixedBytes = magic.length + 4 + 4 + saltBytes + 1; // before the purpose
const bindingBytes = 32;
const purposeBytesMax = 64;
const payloadBytesMax = 65_536;
const fileBytesMax = fixedBytes + purposeBytesMax + secretboxOverheadBytes + bindingBytes + payloadBytesMax;

function withinLimits({ passes, memoryKib }: KeyFileCost): boolean {
    return (
        passes >= keyFileCostForTests.passes &&
        passes <= costMax.passes &&
        memoryKib >= keyFileCostForTests.memoryKib &&
        memoryKib <= costMax.memoryKib
    );
}

/** In normalization form C; as it stands where it is no UTF-8. */
function composed(passphrase: SecretBytes): SecretBytes {
    try {
        const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(passphrase.bytes);
        return SecretBytes.take(utf8(text.normalize("NFC")));
    } catch {
        return passphrase.clone();
    }
}

/** This device has not enough memory for the passphrase's slow hash. */
class OutOfMemory extends Error {
    override readonly name = "OutOfMemory";
}

/** Throws OutOfMemory. */
function derive(passphrase: SecretBytes, salt: Bytes, { passes, memoryKib }: KeyFileCost): SecretBytes {
    const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
    try {
        const hash = sodium.crypto_pwhash(32, passphrase.bytes, salt, passes, memoryKib * 1024, algorithm);
        return SecretBytes.take(hash);
    } catch (error) {
        // The salt and the cost are in their limits: nothing else can fail.
        throw new OutOfMemory("key file: not enough memory", { cause: error });
    }
}

function binding(header: Bytes): Bytes {
    return Transcript.of("key file").add(header).hb();
}

/** Takes about a second at the cost for people. Throws OutOfMemory. */
export function sealKeyFile(
    purpose: string,
    payload: SecretBytes,
    passphrase: SecretBytes,
    cost: KeyFileCost = keyFileCostForPeople,
): Bytes {
    const named = utf8(purpose);
    check(withinLimits(cost), "key file: cost");
    check(named.length <= purposeBytesMax && payload.size <= payloadBytesMax, "key file: size");
    const salt = sodium.randombytes_buf(saltBytes);
    const header = concat([
        magic,
        le32(cost.passes),
        le32(cost.memoryKib),
        salt,
        Uint8Array.of(named.length),
        named,
    ]);
    return wiping(() => {
        const plaintext = SecretBytes.concat([binding(header), payload.bytes]);
        return concat([header, sealSecretbox(derive(composed(passphrase), salt, cost), plaintext.bytes)]);
    });
}

/** With the passphrase in normalization form C and, where that is another and does not open it, as it was typed.
    Malformed, with the detail "key file: form", "key file: cost", "key file: another purpose" or "key file: wrong
    passphrase, or changed": the last two causes cannot be told apart. Throws as above. */
export function openKeyFile(purpose: string, file: Bytes, passphrase: SecretBytes): Result<SecretBytes> {
    const read = readHeader(file);
    if (!read.ok) return read;
    if (!withinLimits(read.value.cost)) return malformed("key file: cost");
    if (!equal(read.value.named, utf8(purpose))) return malformed("key file: another purpose");
    return wiping(() => {
        const normal = composed(passphrase);
        const opened = openBox(read.value, file, normal);
        const again = !opened.ok && !equal(normal.bytes, passphrase.bytes);
        const found = again ? openBox(read.value, file, passphrase) : opened;
        return found.ok ? ok(outliving(found.value)) : found;
    });
}

function openBox({ cost, salt, header }: Header, file: Bytes, passphrase: SecretBytes): Result<SecretBytes> {
    const opened = openSecretbox(derive(passphrase, salt, cost), file.subarray(header.length));
    // A box that holds less than the binding has none that is equal.
    if (!opened.ok || !equal(opened.value.bytes.subarray(0, bindingBytes), binding(header)))
        return malformed("key file: wrong passphrase, or changed");
    return ok(SecretBytes.copyOf(opened.value.bytes.subarray(bindingBytes)));
}

interface Header {
    readonly cost: KeyFileCost;
    readonly salt: Bytes;
    readonly named: Bytes;
    readonly header: Bytes; // everything before the box
}

function readHeader(file: Bytes): Result<Header> {
    const refusal: Refused = malformed("key file: form");
    if (file.length < fixedBytes || file.length > fileBytesMax) return refusal;
    if (!equal(file.subarray(0, magic.length), magic)) return refusal;
    const purposeBytes = file[fixedBytes - 1] ?? 0;
    if (purposeBytes > purposeBytesMax || file.length < fixedBytes + purposeBytes) return refusal;
    const saltAt = magic.length + 8;
    return ok({
        cost: { passes: readLe32(file, magic.length), memoryKib: readLe32(file, magic.length + 4) },
        salt: file.subarray(saltAt, saltAt + saltBytes),
        named: file.subarray(fixedBytes, fixedBytes + purposeBytes),
        header: file.subarray(0, fixedBytes + purposeBytes),
    });
}
