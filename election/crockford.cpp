#include "election/crockford.h"

namespace vouch::election {
namespace {

constexpr std::size_t kSpokenBytes = 16;
constexpr std::size_t kSpokenCharacters = 26;
constexpr std::size_t kGroupCharacters = 4;

}    // namespace

std::string crockford(ByteView bytes) {
    std::string out;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        buffer = buffer << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) out += kCodeAlphabet[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) out += kCodeAlphabet[buffer << (5 - bits) & 31];
    return out;
}

std::string spoken(const Bytes32& digest) {
    return crockford(ByteView(digest).first(kSpokenBytes));
}

std::string as_typed(std::string_view typed) {
    std::string out;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const char upper = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        out += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    }
    return out;
}

Result<std::string> read_spoken(std::string_view typed) {
    std::string out = as_typed(typed);
    if (out.size() != kSpokenCharacters || out.find_first_not_of(kCodeAlphabet) != std::string::npos)
        return {Reason::malformed, "these are not the 26 characters"};
    return out;
}

std::string in_groups(std::string_view characters) {
    std::string out;
    for (const char c : characters) {
        if (out.size() % (kGroupCharacters + 1) == kGroupCharacters) out += '-';
        out += c;
    }
    return out;
}

}    // namespace vouch::election
