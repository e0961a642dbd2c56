#pragma once
// What a tree says of its own beginning, for evidence that two trees contradict each other.
// docs/audit-log-format.md, section 9.

#include <optional>

#include "crypto/merkle.h"

namespace vouch {

/// The root over the first leaves of a tree, and that over all of them.
struct BeginningAndWhole {
    Bytes32 beginning{}, whole{};
};
/// What a tree of `size` itself says of its first `beginning` leaves. `path` is the consistency proof, which
/// here always begins with the hash of a subtree of that tree: in front of it stands the root over the first
/// leaves where they are one whole subtree. Whoever knows the tree's root, and finds it as `whole`, then
/// knows the root over its first leaves. Nothing unless 0 < beginning < size and the path has its length.
std::optional<BeginningAndWhole> roots_of(std::uint64_t beginning, std::uint64_t size,
                                          std::span<const Bytes32> path);
/// That path, over a store of the tree. The caller makes sure that 0 < beginning < size.
std::vector<Bytes32> path_of_beginning(std::uint64_t beginning, std::uint64_t size,
                                       const SubtreeRoot& perfect_subtree);

}    // namespace vouch
