#pragma once
// Digests as people read them: Crockford base32, most significant bit first, zero bits behind the end.
// docs/protocol.md, section 2.

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/bytes.h"

namespace vouch::election {

inline constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// kCodeAlphabet[place], and the place of a character of the alphabet, without looking anything up: which
/// characters a code has is a secret.
constexpr char letter_at(std::uint32_t place) {
    const auto above = [place](std::uint32_t least) { return (least - 1 - place) >> 31; };    // 1 or 0
    // Behind 9 comes A; and I, L, O and U are left out.
    return static_cast<char>('0' + place + 7 * above(10) + above(18) + above(20) + above(22) + above(27));
}
constexpr std::uint32_t letter_value(char letter) {
    const auto c = static_cast<std::uint32_t>(static_cast<unsigned char>(letter));
    const auto above = [c](char least) { return (static_cast<std::uint32_t>(least) - 1 - c) >> 31; };
    return c - '0' - 7 * above('A') - above('J') - above('M') - above('P') - above('V');
}

/// ceil(8·bytes / 5) characters.
std::string crockford(ByteView bytes);

/// How an anchor is read out: the 26 characters of its first 16 bytes.
std::string spoken(const Bytes32& digest);
/// How a tracker is shown: the same, and behind them their two check characters.
std::string tracker_characters(const Bytes32& tracker);
/// "K94D-AX0M-…": characters in groups of four.
std::string in_groups(std::string_view characters);

}    // namespace vouch::election
