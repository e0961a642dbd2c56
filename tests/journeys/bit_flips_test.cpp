// Every bit of a ten-ballot election, flipped in each entry and applied to the state just before it, without
// the tree: apply refuses every one. docs/protocol.md, sections 3 and 10.
#include <catch2/catch.hpp>

#include "tests/journeys/ten_ballots.h"
#include "tests/support/bits.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

/// Flips every bit of the entries that `chosen` takes (of their index and kind); returns how many entries
/// those were.
std::size_t flip_all(const std::function<bool(std::uint64_t, Kind)>& chosen) {
    const MadeElection made = ten_ballots();
    REQUIRE(made.state().phase == Phase::published);
    State state;
    std::size_t flipped = 0;
    for (std::uint64_t index = 0; index < made.entries().size(); ++index) {
        const Bytes& entry = made.entries()[index];
        if (chosen(index, decode_entry(entry)->kind())) {
            ++flipped;
            for_each_bit_flip(entry, [&](const Bytes& changed, std::size_t bit) {
                CAPTURE(index, bit);
                REQUIRE_FALSE(apply_carried(state, changed).ok());
            });
        }
        REQUIRE(state.log.size() == index);    // nothing refused has changed it
        REQUIRE(apply_carried(state, entry).ok());
    }
    return flipped;
}

}    // namespace

TEST_CASE("a flipped bit is refused: everything but the ballots") {
    CHECK(flip_all([](std::uint64_t, Kind kind) { return kind != Kind::ballot; }) > 30);
}

TEST_CASE("a flipped bit is refused: the ballots at even places of the log") {
    CHECK(flip_all([](std::uint64_t index, Kind kind) { return kind == Kind::ballot && index % 2 == 0; }) ==
          5);
}

TEST_CASE("a flipped bit is refused: the ballots at odd places of the log") {
    CHECK(flip_all([](std::uint64_t index, Kind kind) { return kind == Kind::ballot && index % 2 == 1; }) ==
          5);
}
