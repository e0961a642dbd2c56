#pragma once
// In which order the ballots of one tick enter the log. docs/protocol.md, section 3.

#include <span>
#include <vector>

#include "crypto/random.h"

namespace vouch::server {

/// A random order of these ballot bodies, as their indexes in the list; the bodies of one tag stay in order
/// of revision, and of arrival where that is the same. A body that is too short to hold a tag is in no order
/// with others.
std::vector<std::size_t> tick_order(std::span<const ByteView> bodies, Rng& rng);

}    // namespace vouch::server
