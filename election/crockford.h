#pragma once
// Digests as people read them: Crockford base32, most significant bit first, zero bits behind the end.
// docs/protocol.md, section 2.

#include <string>
#include <string_view>

#include "crypto/bytes.h"

namespace vouch::election {

inline constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// ceil(8·bytes / 5) characters.
std::string crockford(ByteView bytes);

/// How an anchor is read out: the 26 characters of its first 16 bytes.
std::string spoken(const Bytes32& digest);
/// How a tracker is shown: the same, and behind them their two check characters.
std::string tracker_characters(const Bytes32& tracker);
/// "K94D-AX0M-…": characters in groups of four.
std::string in_groups(std::string_view characters);

}    // namespace vouch::election
