// The receipt for one entry (c2sp.org/tlog-proof): proves offline, against the log's key, that a signed tree
// holds it. docs/audit-log-format.md, section 6; docs/protocol.md, section 7.
import { type Bytes, fromBase64 } from "./bytes";
import { inclusionHolds } from "./merkle";
import { noteBytesMax, type VerifiedCheckpoint, verifyCheckpoint, type Vkey } from "./note";
import { malformed, ok, Reason, refuse, type Result } from "./result";
import { Lines, parseDecimal } from "./text";

const firstLine = "c2sp.org/tlog-proof@v1";
const hashesMax = 64; // the height of a tree of 2^64 leaves

/** A receipt as it was read; nothing is verified by having one. */
interface TlogProof {
    readonly index: bigint;
    readonly path: readonly Bytes[]; // PATH(index, D[size]), bottom up
    readonly checkpoint: string; // the signed note
}

/** Malformed or too large; one spelling only, save that the checkpoint is looked at by verifyReceipt. */
function parseTlogProof(receipt: string): Result<TlogProof> {
    if (receipt.length > noteBytesMax) return refuse(Reason.tooLarge, "receipt");
    const lines = new Lines(receipt);
    if (lines.take() !== firstLine) return malformed("receipt: first line");
    let line = lines.take();
    if (line?.startsWith("extra ")) {
        const extra = fromBase64(line.slice("extra ".length)); // nothing that the proof covers; ours have none
        if (!extra.ok) return extra;
        line = lines.take();
    }
    if (!line?.startsWith("index ")) return malformed("receipt: index");
    const index = parseDecimal(line.slice("index ".length));
    if (!index.ok) return index;
    const path: Bytes[] = [];
    for (line = lines.take(); line; line = lines.take()) {
        if (path.length === hashesMax) return refuse(Reason.tooLarge, "receipt: path");
        const hash = fromBase64(line);
        if (!hash.ok) return hash;
        if (hash.value.length !== 32) return malformed("receipt: hash");
        path.push(hash.value);
    }
    if (line === undefined) return malformed("receipt: no checkpoint");
    return ok({ index: index.value, path, checkpoint: lines.rest });
}
/** What a receipt proves: this place in the tree of this checkpoint. */
export interface ProvenEntry {
    readonly index: bigint;
    readonly in: VerifiedCheckpoint;
}

/** Whether the log signed a tree that holds this leaf, where the receipt says. Bad proof where it does not;
    otherwise as parseTlogProof and verifyCheckpoint say. */
export function verifyReceipt(
    receipt: string,
    leaf: Bytes,
    log: Vkey,
    witnesses: readonly Vkey[] = [],
): Result<ProvenEntry> {
    const proof = parseTlogProof(receipt);
    if (!proof.ok) return proof;
    const verified = verifyCheckpoint(proof.value.checkpoint, log, witnesses);
    if (!verified.ok) return verified;
    const { size, root } = verified.value.checkpoint;
    if (!inclusionHolds(proof.value.index, size, proof.value.path, leaf, root))
        return refuse(Reason.badProof, "receipt: inclusion");
    return ok({ index: proof.value.index, in: verified.value });
}
