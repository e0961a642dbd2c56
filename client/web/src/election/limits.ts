/** Numbers on the roll of a conference; no client gives a higher one either. */
export const rollNumbersMax = 65_536;
