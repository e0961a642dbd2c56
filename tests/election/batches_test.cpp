// Ballots of several rings, verified together: how they are cut, and that each gets the verdict it has alone.
#include "election/batches.h"

#include <catch2/catch.hpp>

#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

/// An opening whose keys are nobody's.
Opening keys_in_rings(std::uint32_t keys, std::uint32_t capacity) {
    std::vector<Point> pks;
    for (std::uint32_t i = 1; i <= keys; ++i) pks.push_back(times_g(Scalar(i)));
    return make_opening({}, {}, 1, Point::generator(), TagGenerators::of({}), pks, capacity);
}

std::vector<std::size_t> cut(const Opening& opening, const std::vector<std::uint32_t>& rings,
                             std::size_t ballots) {
    std::vector<std::size_t> parts;
    for (std::size_t first = 0; first < rings.size(); first += parts.back())
        parts.push_back(next_batch(opening, std::span(rings).subspan(first), ballots));
    return parts;
}

}    // namespace

TEST_CASE("whole rings are verified together, and a large ring in near-equal parts") {
    const Opening opening = keys_in_rings(8, 3);
    REQUIRE(opening.rings.size() == 3);
    using Parts = std::vector<std::size_t>;
    CHECK(cut(opening, {0}, 4) == Parts{1});
    CHECK(cut(opening, {0, 0, 1, 2}, 4) == Parts{4});
    CHECK(cut(opening, {0, 0, 1, 1, 1, 2}, 4) == Parts{2, 4});
    CHECK(cut(opening, {0, 0, 0, 0, 0, 0, 0, 1}, 4) == Parts{7, 1});
    CHECK(cut(opening, std::vector<std::uint32_t>(11, 2), 4) == Parts{5, 6});
    CHECK(cut(opening, {0, 1, 2}, 1) == Parts{1, 1, 1});
    CHECK(cut(opening, {1, 3, 3}, 2) == Parts{1, 2});    // 3: no ring that there is
}

TEST_CASE("the keys of a batch's rings are bounded") {
    Opening opening = keys_in_rings(8, 3);
    for (Ring& ring : opening.rings) ring.keys.resize(kBatchRingKeysMax / 2);
    CHECK(next_batch(opening, std::vector<std::uint32_t>{0, 1, 2}) == 2);
    opening.rings[0].keys.resize(2 * kBatchRingKeysMax);
    CHECK(next_batch(opening, std::vector<std::uint32_t>{0, 1, 2}) == 1);
}

TEST_CASE("a body names its ring in its first four bytes, or none") {
    const Opening opening = keys_in_rings(8, 3);
    const auto body = [](Bytes beginning, std::size_t size = kBallotHeadBytes) {
        beginning.resize(size);
        return beginning;
    };
    CHECK(claimed_ring(opening, body({2, 0, 0, 0, 9})) == 2);
    for (const Bytes& none : {Bytes{}, body({3}), body({0, 0, 0, 128}), body({1}, kBallotHeadBytes - 1)})
        CHECK(claimed_ring(opening, none) == 3);
    CHECK(ballot_head(body({2, 0, 0, 0, 9, 1, 0, 0, 7}))->revision == 256 + 9);
    CHECK(ballot_head(body({2, 0, 0, 0, 9, 1, 0, 0, 7}))->tag == Bytes32{7});
}

TEST_CASE("bad ballots of several rings, mixed, are named where they stand") {
    std::vector<Credential> credentials;
    std::vector<Point> pks;
    for (std::size_t i = 0; i < 12; ++i) {
        credentials.push_back(random_credential());
        pks.push_back(credentials.back().pk());
    }
    const Opening opening = make_opening({}, {}, 2, times_g(Scalar(2)), TagGenerators::of({}), pks, 4);
    REQUIRE(opening.rings.size() == 3);
    std::vector<Bytes> bodies;
    for (std::size_t i = 0; i < 12; ++i) {
        const auto placed = locate(opening, credentials[i].clone());
        REQUIRE(placed.ok());
        std::vector<SecretDigit> levels;
        levels.emplace_back(std::uint8_t{1});
        levels.emplace_back(static_cast<std::uint8_t>(i % 4));
        bodies.push_back(sealed_ballot(opening, *placed, levels).body);
    }
    const std::vector<std::size_t> bad{0, 4, 5, 11};
    for (const std::size_t i : bad) bodies[i][bodies[i].size() - 32] ^= 1;    // z
    bodies[7][0] = 3;                                                         // no such ring
    const std::vector<ByteView> views(bodies.begin(), bodies.end());
    const auto verdicts = verify(opening, views, system_rng());
    REQUIRE(verdicts.size() == 12);
    for (std::size_t i = 0; i < 12; ++i) {
        CAPTURE(i);
        const bool good = i != 7 && std::ranges::count(bad, i) == 0;
        REQUIRE(verdicts[i].ok() == good);
        if (i == 7)
            CHECK(to_string(verdicts[i].rejection()) == "malformed (ballot: ring)");
        else if (!good)
            CHECK(to_string(verdicts[i].rejection()) == "bad proof (ballot: equation 4)");
    }
}
