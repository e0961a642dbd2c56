#include "election/crockford.h"

#include "election/check_characters.h"

namespace vouch::election {
namespace {

constexpr std::size_t kSpokenBytes = 16;
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

std::string tracker_characters(const Bytes32& tracker) {
    std::string out = spoken(tracker);
    const auto checks = check_characters(out);
    return out.append(checks.begin(), checks.end());
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
