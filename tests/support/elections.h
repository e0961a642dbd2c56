#pragma once
// Whole elections for tests: the log of tests/vectors/log, and a state told in full, to compare with another.

#include <string>
#include <vector>

#include "election/state.h"
#include "tests/support/vectors.h"

namespace vouch::testing {

/// tests/vectors/log/entries.json, and the carried bytes of its entries in log order.
const Json& log_vectors();
const std::vector<Bytes>& log_entries();

/// Everything a state holds. Two states are the same when these are equal, and a failing comparison names
/// where not.
Json described(const election::State& state);

}    // namespace vouch::testing
