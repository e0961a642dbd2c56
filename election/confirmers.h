#pragma once
// Witnesses by name, and who confirmed an open or a close. docs/protocol.md, sections 3.4
// and 5.4.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "crypto/note.h"
#include "election/state.h"

namespace vouch::election {

/// A verifier key cannot hold a space, which names of people and bodies do: there it is an underscore.
/// Malformed where the name is empty, no UTF-8, or holds a "+".
Result<Vkey> witness_vkey(std::string_view name, const Bytes32& key);
/// The name for people: spaces where the verifier key has underscores.
std::string witness_name(const Vkey& vkey);

/// The names of the trustees and witnesses that have these keys: first in the order of the board, then in
/// that of the manifest's witnesses.
std::vector<std::string> confirmer_names(const State& state,
                                         const std::unordered_set<Bytes32, DigestHash>& keys);

}    // namespace vouch::election
