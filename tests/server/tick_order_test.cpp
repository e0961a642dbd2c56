#include "server/tick_order.h"

#include <catch2/catch.hpp>
#include <map>

using namespace vouch;
using server::tick_order;

namespace {

/// le32(g) || le32(revision) || tag
Bytes body(std::uint32_t revision, std::uint8_t tag) {
    Bytes out(8 + 32, tag);
    const auto number = le32(revision);
    std::ranges::copy(number, out.begin() + 4);
    return out;
}

std::vector<std::size_t> order_of(const std::vector<Bytes>& bodies) {
    return tick_order(std::vector<ByteView>(bodies.begin(), bodies.end()), system_rng());
}

}    // namespace

TEST_CASE("the order of a tick holds every ballot once") {
    CHECK(order_of({}).empty());
    std::vector<Bytes> bodies;
    for (std::uint8_t tag = 0; tag < 50; ++tag) bodies.push_back(body(0, tag));
    bodies.push_back({});    // too short to hold a tag
    bodies.push_back(Bytes(39));
    auto order = order_of(bodies);
    std::ranges::sort(order);
    for (std::size_t i = 0; i < bodies.size(); ++i) CHECK(order[i] == i);
    CHECK(order.size() == bodies.size());
}

TEST_CASE("every order of three tags comes up, and about as often") {
    const std::vector<Bytes> bodies = {body(0, 1), body(0, 2), body(0, 3)};
    std::map<std::vector<std::size_t>, int> seen;
    for (int i = 0; i < 6000; ++i) ++seen[order_of(bodies)];
    CHECK(seen.size() == 6);
    for (const auto& [order, times] : seen) CHECK(times > 700);    // 1,000 expected, deviation 29
}

TEST_CASE("the revisions of a tag stay in order, wherever they stand") {
    const std::vector<Bytes> bodies = {body(2, 1), body(0, 2), body(1, 1),
                                       body(0, 1), body(1, 2), body(1, 1)};
    bool apart = false;
    for (int i = 0; i < 200; ++i) {
        const auto order = order_of(bodies);
        std::vector<std::size_t> ones, twos;
        for (const std::size_t place : order) (bodies[place][8] == 1 ? ones : twos).push_back(place);
        CHECK(ones == std::vector<std::size_t>{3, 2, 5, 0});
        CHECK(twos == std::vector<std::size_t>{1, 4});
        apart |= order[0] == 3 && order[1] == 1;
    }
    CHECK(apart);
}
