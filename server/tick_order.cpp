#include "server/tick_order.h"

#include <map>
#include <numeric>

namespace vouch::server {
namespace {

// The head of a ballot's body: le32(g) || le32(revision) || tag (docs/protocol.md, section 6).
constexpr std::size_t kRevisionOffset = 4, kTagOffset = 8, kHeadBytes = 40;

}    // namespace

std::vector<std::size_t> tick_order(std::span<const ByteView> bodies, Rng& rng) {
    std::vector<Bytes32> random_keys(bodies.size());
    for (Bytes32& key : random_keys) rng.fill(key);

    std::map<Bytes32, std::vector<std::size_t>> by_tag;
    for (std::size_t i = 0; i < bodies.size(); ++i)
        if (bodies[i].size() >= kHeadBytes)
            by_tag[*exactly<32>(bodies[i].subspan(kTagOffset, 32))].push_back(i);
    for (auto& [tag, places] : by_tag) {
        const auto revision = [&](std::size_t i) {
            return read_le32(bodies[i].subspan<kRevisionOffset, 4>());
        };
        std::ranges::stable_sort(places, {}, revision);
        // The tag keeps the random keys that its ballots drew, handed out in order.
        std::vector<Bytes32> keys;
        for (const std::size_t i : places) keys.push_back(random_keys[i]);
        std::ranges::sort(keys);
        for (std::size_t k = 0; k < places.size(); ++k) random_keys[places[k]] = keys[k];
    }

    std::vector<std::size_t> order(bodies.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](std::size_t i) { return random_keys[i]; });
    return order;
}

}    // namespace vouch::server
