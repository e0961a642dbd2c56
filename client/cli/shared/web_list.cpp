#include "client/cli/shared/web_list.h"

#include "crypto/text.h"

namespace vouch::client {

Result<std::map<std::string, Bytes32>> read_web_list(std::string_view list) {
    constexpr std::string_view kBetween = "  ";
    constexpr std::size_t kHexDigits = 64;
    const Rejection malformed{Reason::malformed, "bundle.txt"};
    std::map<std::string, Bytes32> out;
    while (const auto line = take_line(list)) {
        if (line->size() <= kHexDigits + kBetween.size() ||
            line->substr(kHexDigits, kBetween.size()) != kBetween)
            return malformed;
        VOUCH_TRY(bytes, from_hex(line->substr(0, kHexDigits)));
        VOUCH_TRY(digest, exactly<32>(bytes));
        const std::string path(line->substr(kHexDigits + kBetween.size()));
        if (!is_plain_text(path) || !out.emplace(path, digest).second) return malformed;
    }
    if (!list.empty()) return malformed;
    return out;
}

}    // namespace vouch::client
