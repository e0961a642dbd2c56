// How much there may be in an entry. docs/protocol.md, section 3.

export const entryBytesMax = 65_535;
export const officialsMax = 200;
export const trusteesMax = 100;
export const witnessesMax = 15;
export const revotesMax = 100;

/** What a string may have in bytes of UTF-8, so that every entry which repeats it fits. */
export const stringBytesMax = 2_000;
export const nameBytesMax = 200;
export const thresholdNameBytesMax = 64;

/** Numbers on the roll of a conference; no client gives a higher one either. */
export const rollNumbersMax = 65_536;

export const ringCapacities: readonly number[] = [256, 1024, 4096];
