import { describe, expect, it } from "vitest";
import { parseDossier } from "../../src/participant/dossier";

const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const honest = {
    documents: [{ file: "self-review.pdf", length: 12, sha256: "0a".repeat(32), title: ["Tự kiểm điểm"] }],
    targets: [{ achieved: "2", indicator: ["Chỉ tiêu"], percent: "100", target: "2" }],
    version: 1,
};

describe("a dossier's index", () => {
    it("is read", () => {
        const { documents, targets } = honest;
        expect(parseDossier(bytes(honest))).toEqual({ ok: true, value: { documents, targets } });
    });
    it.each([
        ["no JSON", new TextEncoder().encode("{")],
        ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
        ["null", bytes(null)],
        ["another version", bytes({ ...honest, version: 2 })],
        ["documents that are no list", bytes({ ...honest, documents: {} })],
        [
            "a hash that is none",
            bytes({ ...honest, documents: [{ ...honest.documents[0], sha256: "../x" }] }),
        ],
        [
            "a title that is no list",
            bytes({ ...honest, documents: [{ ...honest.documents[0], title: "x" }] }),
        ],
        ["a target without a number", bytes({ ...honest, targets: [{ indicator: ["x"] }] })],
    ])("is refused: %s", (_, index) => {
        expect(parseDossier(index)).toMatchObject({ ok: false, reason: 1 });
    });
});
