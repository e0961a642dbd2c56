#include "crypto/tlog_proof.h"

#include "crypto/text.h"

namespace vouch {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

Rejection malformed(const char* what) {
    return {Reason::malformed, std::string("receipt: ") + what};
}

}    // namespace

Result<TlogProof> TlogProof::parse(std::string_view receipt) {
    if (receipt.size() > kNoteBytesMax) return {Reason::too_large, "receipt"};
    if (take_line(receipt) != kFirstLine) return malformed("first line");
    TlogProof proof;
    auto line = take_line(receipt);
    if (line && line->starts_with(kExtra)) {
        VOUCH_TRY(extra, from_base64(line->substr(kExtra.size())));
        proof.extra = std::move(extra);
        line = take_line(receipt);
    }
    if (!line || !line->starts_with(kIndex)) return malformed("index");
    VOUCH_TRY(index, parse_decimal(line->substr(kIndex.size())));
    proof.index = index;
    while ((line = take_line(receipt)) && !line->empty()) {
        if (proof.path.size() == kProofHashesMax) return {Reason::too_large, "receipt: path"};
        VOUCH_TRY(bytes, from_base64(*line));
        VOUCH_TRY(hash, exactly<32>(bytes));
        proof.path.push_back(hash);
    }
    if (!line) return malformed("no checkpoint");
    proof.checkpoint = std::string(receipt);
    return proof;
}

std::string TlogProof::to_string() const {
    std::string out;
    const auto add = [&out](std::string_view key, std::string_view value) {
        out.append(key).append(value).append("\n");
    };
    add(kFirstLine, "");
    if (extra) add(kExtra, to_base64(*extra));
    add(kIndex, std::to_string(index));
    for (const Bytes32& hash : path) add("", to_base64(hash));
    add("", "");
    return out + checkpoint;
}

Result<ProvenEntry> verify_receipt(std::string_view receipt, const Bytes32& leaf, const Vkey& log,
                                   std::span<const Vkey> witnesses) {
    VOUCH_TRY(proof, TlogProof::parse(receipt));
    VOUCH_TRY(verified, verify_checkpoint(proof.checkpoint, log, witnesses));
    const Checkpoint& tree = verified.checkpoint;
    if (!inclusion_holds(proof.index, tree.size, proof.path, leaf, tree.root))
        return {Reason::bad_proof, "receipt: inclusion"};
    return ProvenEntry{proof.index, std::move(verified)};
}

}    // namespace vouch
