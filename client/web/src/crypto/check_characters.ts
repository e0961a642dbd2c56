// The two characters behind a code and a tracker, by which a typing error is noticed and found. docs/protocol.md, section 2.

export const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// GF(32): a character stands for its place in the alphabet, whose five bits are the coefficients of a polynomial over
// GF(2), taken modulo x^5 + x^2 + 1. The element 2 is x, and its powers are all but 0.
const modulus = 0b100101;
const overflow = 0b100000;
const x = 2;
const xSquared = 4;

function product(a: number, b: number): number {
    let sum = 0;
    for (let bit = 4; bit >= 0; --bit) {
        sum <<= 1;
        if (sum & overflow) sum ^= modulus;
        if ((b >> bit) & 1) sum ^= a;
    }
    return sum;
}

/** The polynomial with these coefficients, the first one highest, at the point. */
function valueAt(point: number, characters: string): number {
    let value = 0;
    for (const character of characters) value = product(value, point) ^ codeAlphabet.indexOf(character);
    return value;
}

/** What stands behind these characters of the alphabet, 29 of them at most. */
export function checkCharacters(characters: string): string {
    // remainder = characters·X² mod (X − x)(X − x²), and (X − x)(X − x²) = X² + (x + x²)·X + x³
    const sum = x ^ xSquared;
    const cube = product(x, xSquared);
    let [first, second] = [0, 0];
    for (const character of characters) {
        const leading = first ^ codeAlphabet.indexOf(character);
        [first, second] = [second ^ product(leading, sum), product(leading, cube)];
    }
    return codeAlphabet.charAt(first) + codeAlphabet.charAt(second);
}

/** Of characters that end in their two check characters: whether they hold, or else the only place, from 0, where one other
    character makes them hold. */
export function checkTyped(characters: string): "holds" | number | undefined {
    // One character that is wrong by e, j places before the last, leaves S1 = e·x^j and S2 = e·x^2j.
    const s1 = valueAt(x, characters);
    const s2 = valueAt(xSquared, characters);
    if (s1 === 0 && s2 === 0) return "holds";
    let power = s1; // S1·x^j, which is S2 at the place that is wrong; for ever 0 where S1 is
    for (let place = characters.length - 1; place >= 0; --place) {
        if (power === s2) return place;
        power = product(power, x);
    }
    return undefined;
}
