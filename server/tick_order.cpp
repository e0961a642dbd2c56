#include "server/tick_order.h"

#include <map>
#include <numeric>

#include "election/ballot.h"

namespace vouch::server {

std::vector<std::size_t> tick_order(std::span<const ByteView> bodies, Rng& rng) {
    std::vector<Bytes32> random_keys(bodies.size());
    for (Bytes32& key : random_keys) rng.fill(key);

    std::map<Bytes32, std::vector<std::size_t>> by_tag;
    for (std::size_t i = 0; i < bodies.size(); ++i)
        if (const auto head = election::ballot_head(bodies[i])) by_tag[head->tag].push_back(i);
    for (auto& [tag, indexes] : by_tag) {
        std::ranges::stable_sort(indexes, {},
                                 [&](std::size_t i) { return election::ballot_head(bodies[i])->revision; });
        // The tag keeps the random keys that its ballots drew, handed out in order.
        std::vector<Bytes32> keys;
        for (const std::size_t i : indexes) keys.push_back(random_keys[i]);
        std::ranges::sort(keys);
        for (std::size_t k = 0; k < indexes.size(); ++k) random_keys[indexes[k]] = keys[k];
    }

    std::vector<std::size_t> order(bodies.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](std::size_t i) { return random_keys[i]; });
    return order;
}

}    // namespace vouch::server
