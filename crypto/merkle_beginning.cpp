#include "crypto/merkle_beginning.h"

#include <bit>

namespace vouch {

std::optional<BeginningAndWhole> roots_of(std::uint64_t beginning, std::uint64_t size,
                                          std::span<const Bytes32> path) {
    if (beginning == 0 || beginning >= size || path.empty()) return {};
    // As in checking consistency: from the place where the beginning ends upwards, in a level that ends at
    // `last`.
    std::uint64_t at = beginning - 1, last = size - 1;
    const auto up = [&] {
        at >>= 1;
        last >>= 1;
    };
    while (at % 2 == 1) up();
    BeginningAndWhole roots{path.front(), path.front()};
    for (const Bytes32& hash : path.subspan(1)) {
        if (last == 0) return {};
        if (at % 2 == 1 || at == last) {
            roots.beginning = node_hash(hash, roots.beginning);
            roots.whole = node_hash(hash, roots.whole);
            while (at % 2 == 0 && at != 0) up();
        } else {
            roots.whole = node_hash(roots.whole, hash);
        }
        up();
    }
    if (last != 0) return {};
    return roots;
}

std::vector<Bytes32> path_of_beginning(std::uint64_t beginning, std::uint64_t size,
                                       const SubtreeRoot& perfect_subtree) {
    VOUCH_CHECK(beginning > 0 && beginning < size);
    std::vector<Bytes32> path;
    if (std::has_single_bit(beginning)) path.push_back(perfect_subtree(0, beginning));
    for (const Bytes32& hash : consistency_proof(beginning, size, perfect_subtree)) path.push_back(hash);
    return path;
}

}    // namespace vouch
