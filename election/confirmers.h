#pragma once
// Who confirmed an open or a close, by name. docs/protocol.md, section 6.

#include <string>
#include <unordered_set>
#include <vector>

#include "election/state.h"

namespace vouch::election {

/// The names of the trustees and witnesses that have these keys: first in the order of the board, then in
/// that of the manifest's witnesses.
std::vector<std::string> confirmer_names(const State& state,
                                         const std::unordered_set<Bytes32, DigestHash>& keys);

}    // namespace vouch::election
