#include "client/cli/shared/add_checkpoint.h"

#include "crypto/text.h"

namespace vouch::client {
namespace {

constexpr std::string_view kOld = "old ";

Rejection malformed(const char* what) {
    return {Reason::malformed, std::string("add-checkpoint: ") + what};
}

}    // namespace

Result<AddCheckpoint> AddCheckpoint::parse(std::string_view body) {
    if (body.size() > kAddCheckpointBytesMax) return {Reason::too_large, "add-checkpoint"};
    AddCheckpoint out;
    auto line = take_line(body);
    if (!line || !line->starts_with(kOld)) return malformed("old size");
    VOUCH_TRY(old_size, parse_decimal(line->substr(kOld.size())));
    out.old_size = old_size;
    while ((line = take_line(body)) && !line->empty()) {
        if (out.proof.size() == kConsistencyHashesMax) return {Reason::too_large, "add-checkpoint: proof"};
        VOUCH_TRY(bytes, from_base64(*line));
        VOUCH_TRY(hash, exactly<32>(bytes));
        out.proof.push_back(hash);
    }
    if (!line) return malformed("no checkpoint");
    out.checkpoint = std::string(body);
    return out;
}

std::string AddCheckpoint::to_string() const {
    std::string out(kOld);
    out += std::to_string(old_size) + "\n";
    for (const Bytes32& hash : proof) out += to_base64(hash) + "\n";
    return out + "\n" + checkpoint;
}

std::string monitor_path(std::string_view origin) {
    return "/" + to_hex(sha256(bytes_of(origin))) + "/checkpoint";
}

}    // namespace vouch::client
