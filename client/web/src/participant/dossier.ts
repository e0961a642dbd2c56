// An official's dossier: the index file whose hash the manifest keeps, and the documents that it names. Everything is
// held against its hash before anybody sees it.
import { malformed, ok, refuse, Reason, type Result } from "../crypto/result";

export interface DossierDocument {
    readonly file: string;
    readonly title: readonly string[];
    readonly sha256: string;
    readonly length: number;
}
export interface DossierTarget {
    readonly indicator: readonly string[];
    readonly target: string;
    readonly achieved: string;
    readonly percent: string;
}
export interface Dossier {
    readonly documents: readonly DossierDocument[];
    readonly targets: readonly DossierTarget[];
}

/** The file of that digest, as the conference serves it. Not fitting where it is not there, or is another one. */
export async function fetchDocument(
    conference: string,
    sha256: string,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
    const answer = await fetch(`/c/${conference}/documents/${sha256}`, { credentials: "omit" });
    if (!answer.ok) return refuse(Reason.tooEarly, "document: not there");
    const content = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== sha256) return refuse(Reason.notFitting, "document: another hash");
    return ok(new Uint8Array(content));
}

export async function fetchDossier(conference: string, sha256: string): Promise<Result<Dossier>> {
    const index = await fetchDocument(conference, sha256);
    return index.ok ? parseDossier(index.value) : index;
}

/** Total: any bytes give a dossier or malformed. */
export function parseDossier(index: Uint8Array): Result<Dossier> {
    let json: unknown;
    try {
        json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(index));
    } catch {
        return malformed("dossier: not JSON");
    }
    if (!isRecord(json) || json["version"] !== 1) return malformed("dossier: version");
    const documents = listOf(json["documents"], documentOf);
    const targets = listOf(json["targets"], targetOf);
    if (!documents || !targets) return malformed("dossier: form");
    return ok({ documents, targets });
}

function documentOf(value: unknown): DossierDocument | undefined {
    if (!isRecord(value)) return undefined;
    const { file, length, sha256 } = value;
    const title = listOf(value["title"], textOf);
    if (typeof file !== "string" || typeof length !== "number" || typeof sha256 !== "string")
        return undefined;
    if (!title || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    return { file, length, sha256, title };
}

function targetOf(value: unknown): DossierTarget | undefined {
    if (!isRecord(value)) return undefined;
    const { achieved, percent, target } = value;
    const indicator = listOf(value["indicator"], textOf);
    if (typeof achieved !== "string" || typeof percent !== "string" || typeof target !== "string")
        return undefined;
    return indicator ? { achieved, percent, target, indicator } : undefined;
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
    if (!Array.isArray(value)) return undefined;
    const out: T[] = [];
    for (const item of value) {
        const one = read(item);
        if (one === undefined) return undefined;
        out.push(one);
    }
    return out;
}
