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

/// The first 16 bytes of a tracker or an anchor: 26 characters.
std::string tracker_text(const Bytes32& tracker);

}    // namespace vouch::election
