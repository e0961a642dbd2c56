#include "client/cli/participant/challenge_file.h"
#include "client/cli/shared/says.h"

#include "client/cli/shared/json.h"
#include "election/crockford.h"
#include "election/typed.h"

namespace vouch::client {
namespace {

using namespace election;

template <class Decode>
auto member(const Json& line, const char* key, Decode decode) -> decltype(decode(ByteView{})) {
    if (!line.is_object() || !line.contains(key) || !line[key].is_string())
        return refused(Reason::malformed, says().participant.not_a_challenge);
    const auto bytes = from_hex(line[key].get<std::string>());
    if (!bytes.ok()) return refused(Reason::malformed, says().participant.not_a_challenge);
    return decode(*bytes);
}

}    // namespace

std::string challenge_text(const ChallengedBallot& shown) {
    Json lines = Json::array();
    for (std::size_t j = 0; j < shown.levels.size(); ++j)
        lines.push_back({{"alpha", to_hex(shown.ciphertexts[j].alpha.bytes())},
                         {"beta", to_hex(shown.ciphertexts[j].beta.bytes())},
                         {"level", static_cast<unsigned>(shown.levels[j])},
                         {"r", to_hex(shown.r[j].bytes())}});
    return Json{{"officials", lines}, {"rest", to_hex(shown.rest)}}.dump(2) + "\n";
}

Result<ChallengedBallot> parse_challenge(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("officials") || !json["officials"].is_array())
        return refused(Reason::malformed, says().participant.not_a_challenge);
    ChallengedBallot out;
    VOUCH_TRY(rest, member(json, "rest", [](ByteView bytes) { return exactly<32>(bytes); }));
    out.rest = rest;
    for (const Json& line : json["officials"]) {
        VOUCH_TRY(alpha, member(line, "alpha", &Point::decode));
        VOUCH_TRY(beta, member(line, "beta", &Point::decode));
        VOUCH_TRY(r, member(line, "r", &Scalar::decode));
        if (!line.contains("level") || !line["level"].is_number_unsigned() ||
            line["level"].get<std::uint64_t>() >= kLevels)
            return refused(Reason::malformed, says().participant.not_a_challenge);
        out.ciphertexts.push_back({alpha, beta});
        out.r.push_back(r);
        out.levels.push_back(static_cast<Level>(line["level"].get<unsigned>()));
    }
    return out;
}

Result<std::vector<Level>> check_noted(const Opening& opening, std::string_view noted,
                                       const ChallengedBallot& shown) {
    if (const auto bytes = from_hex(noted); bytes.ok() && bytes->size() == 32)
        return check_challenge(opening, *exactly<32>(*bytes), shown);
    VOUCH_TRY(typed, read_typed_text(noted, kTypedTracker));
    const Bytes32 tracker =
        tracker_of_parts(tracker_choices(opening.open_digest, shown.ciphertexts), shown.rest);
    if (tracker_characters(tracker) != typed)
        return refused(Reason::bad_proof, says().participant.other_tracker);
    return check_challenge(opening, tracker, shown);
}

}    // namespace vouch::client
