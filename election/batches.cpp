#include "election/batches.h"

#include <algorithm>

namespace vouch::election {

std::uint32_t claimed_ring(const Opening& opening, ByteView body) {
    const auto rings = static_cast<std::uint32_t>(opening.rings.size());
    const auto head = ballot_head(body);
    return head ? std::min(head->ring_index, rings) : rings;
}

std::size_t next_batch(const Opening& opening, std::span<const std::uint32_t> rings, std::size_t ballots) {
    std::size_t taken = 0, keys = 0;
    while (taken < rings.size()) {
        const std::uint32_t ring = rings[taken];
        const auto group =
            static_cast<std::size_t>(std::ranges::upper_bound(rings.subspan(taken), ring) - rings.begin()) -
            taken;
        if (ring < opening.rings.size()) keys += opening.rings[ring].keys.size();
        if (taken == 0 && group > ballots) return group / (group / ballots);
        if (taken > 0 && (taken + group > ballots || keys > kBatchRingKeysMax)) break;
        taken += group;
    }
    return taken;
}

}    // namespace vouch::election
