// An official's dossier as the organizer puts it together: documents, and a table of assigned targets and results. Its
// index is JSON in one spelling (keys sorted, no spaces); the manifest keeps the index's hash.
import { sha256, toHex, utf8 } from "../crypto/bytes";

export interface DocumentForm {
    readonly file: string; // its name
    readonly title: readonly string[]; // by language
    readonly content: Uint8Array;
}
export interface TargetForm {
    readonly indicator: readonly string[]; // by language
    readonly target: string;
    readonly achieved: string;
    readonly percent: string;
}
export interface DossierForm {
    readonly documents: readonly DocumentForm[];
    readonly targets: readonly TargetForm[];
}
export const noDossier: DossierForm = { documents: [], targets: [] };
export const documentBytesMax = 32 << 20;
export const conferenceBytesMax = 512 << 20;

/** Empty where there is nothing in the dossier. */
export function dossierIndex({ documents, targets }: DossierForm): Uint8Array {
    if (documents.length === 0 && targets.length === 0) return new Uint8Array();
    const index = {
        documents: documents.map(({ file, title, content }) => ({
            file,
            length: content.length,
            sha256: toHex(sha256(content)),
            title,
        })),
        targets: targets.map(({ achieved, indicator, percent, target }) => ({
            achieved,
            indicator,
            percent,
            target,
        })),
        version: 1,
    };
    return utf8(JSON.stringify(index));
}
