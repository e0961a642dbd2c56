#pragma once
// Which program this is. Linked into the programs alone, so that a commit makes nothing else anew.

#include <string>

namespace vouch {

/// Of docs/protocol.md.
inline constexpr int kProtocolVersion = 1;

/// The version and the commit it was built from: "0.1.0 (0123456789ab)". A commit with changes of one's own
/// ends in "-dirty"; where the commit is not known "0.1.0" stands alone.
std::string version();

}    // namespace vouch
