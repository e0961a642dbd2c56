#include "client/cli/shared/refusal_file.h"

#include "client/cli/shared/json.h"
#include "client/cli/shared/says.h"
#include "election/codec.h"

namespace vouch::client {
namespace {

template <std::size_t N>
Result<ByteArray<N>> hex_of(const Json& json, const char* key) {
    VOUCH_TRY(bytes, from_hex(json[key].get<std::string>()));
    return exactly<N>(bytes);
}

bool has_the_keys(const Json& json) {
    if (!json.is_object() || json.size() != 5) return false;
    for (const char* key : {"election", "ballot", "reply_key", "signature"})
        if (!json.contains(key) || !json[key].is_string()) return false;
    return json.contains("reason") && json["reason"].is_number_unsigned();
}

}    // namespace

std::string refusal_text(const election::RefusalEvidence& evidence) {
    return Json{{"election", to_hex(evidence.election_id)},
                {"ballot", to_hex(evidence.ballot_body)},
                {"reply_key", to_hex(evidence.reply_key)},
                {"reason", static_cast<std::uint32_t>(evidence.reason)},
                {"signature", to_hex(evidence.signature)}}
               .dump(2) +
           "\n";
}

Result<election::RefusalEvidence> parse_refusal(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!has_the_keys(json)) return refused(Reason::malformed, says().audit.no_refusal);
    const auto reason = json["reason"].get<std::uint64_t>();
    if (reason < 1 || reason > static_cast<std::uint64_t>(Reason::puzzle_needed))
        return refused(Reason::malformed, says().audit.no_refusal);
    VOUCH_TRY(election_id, hex_of<32>(json, "election"));
    VOUCH_TRY(body, from_hex(json["ballot"].get<std::string>()));
    if (body.size() > election::kEntryBytesMax) return refused(Reason::too_large, says().audit.no_refusal);
    VOUCH_TRY(reply_key, hex_of<32>(json, "reply_key"));
    VOUCH_TRY(signature, hex_of<64>(json, "signature"));
    return election::RefusalEvidence{election_id, std::move(body), reply_key, static_cast<Reason>(reason),
                                     signature};
}

}    // namespace vouch::client
