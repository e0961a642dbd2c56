#pragma once
// Digests as people read them: Crockford base32, most significant bit first, zero bits behind the end.
// docs/protocol.md, section 2.

#include <string>
#include <string_view>

#include "crypto/bytes.h"
#include "crypto/result.h"

namespace vouch::election {

inline constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// ceil(8·bytes / 5) characters.
std::string crockford(ByteView bytes);

/// How a tracker is shown and an anchor is read out: the 26 characters of its first 16 bytes.
std::string spoken(const Bytes32& digest);
/// Characters as people type them: spaces and hyphens dropped, upper case, O read as 0, I and L as 1.
std::string as_typed(std::string_view typed);
/// Reads a tracker or an anchor so. Malformed unless 26 characters are left.
Result<std::string> read_spoken(std::string_view typed);
/// "K94D-AX0M-…": characters in groups of four.
std::string in_groups(std::string_view characters);

}    // namespace vouch::election
