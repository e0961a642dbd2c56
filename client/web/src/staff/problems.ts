// What stands in the way of staff, each with a sentence of its own in the dictionaries. They travel as the detail of a
// Rejection; a detail that is none of these comes from the protocol's own checks or from the server.
import { Reason, refuse, type Refused } from "../crypto/result";

const problems = [
    "anotherOpenConfirmed",
    "anotherCloseConfirmed",
    "anotherDecrypted",
    "boardIncomplete",
    "boardMissing",
    "codeMadeElsewhere",
    "dealingMadeElsewhere",
    "endNotReplayed",
    "logMovedOn",
    "noCodes",
    "noResultYet",
    "noTemplate",
    "notAConfirmer",
    "notOnTheBoard",
    "nothingToConfirm",
    "nothingToCount",
    "otherRoll",
    "paperCountMissing",
    "paperSignaturesMissing",
    "rollMadeElsewhere",
    "serverNamedOtherwise",
    "tooFewKeysOpen",
    "wrongKeyFile",
    "wrongPassphrase",
    "wrongWitnessName",
] as const;
export type Problem = (typeof problems)[number];

export function stopped(problem: Problem, reason = Reason.notFitting): Refused {
    return refuse(reason, problem);
}
export function problemOf(detail: string): Problem | undefined {
    return problems.find((problem) => problem === detail);
}
