// Elections in simulated worlds. The seeds are a fixed list. One that fails is added to it, and what it found
// gets a test of its own: once the simulator draws anything more, the election of a seed is another one.

#include <catch2/catch.hpp>

#include <sstream>

#include "simulate/soak.h"

using namespace vouch::simulation;

namespace {

std::string all_broken(const Outcome& outcome) {
    std::string out;
    for (const std::string& broken : outcome.broken) out += broken + "\n";
    return out;
}

}    // namespace

TEST_CASE("an election without faults comes to its end, and everybody has a receipt") {
    const Outcome outcome = hold({7, {}, nullptr});
    CHECK(all_broken(outcome) == "");
    CHECK(outcome.counted);
    CHECK(outcome.starts == 1);
    CHECK(outcome.receipts >= 5);
}

TEST_CASE("a seed decides everything: held twice, an election is the same event for event") {
    const auto faults = faults_of(11);
    REQUIRE_FALSE(faults.empty());
    std::ostringstream one, two, other;
    const Outcome first = hold({11, faults, &one}), second = hold({11, faults, &two});
    CHECK(one.str() == two.str());
    CHECK(first.trace == second.trace);
    CHECK(first.events == second.events);
    CHECK(hold({12, faults_of(12), &other}).trace != first.trace);
}

TEST_CASE("elections of the fixed seeds hold, whatever goes wrong in them") {
    for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6, 8, 9, 10}) {
        CAPTURE(seed);
        CHECK(all_broken(hold({seed, faults_of(seed), nullptr})) == "");
    }
}

TEST_CASE("every kind of fault is drawn") {
    std::array<std::size_t, kKinds> drawn{};
    for (std::uint64_t seed = 1; seed <= 300; ++seed)
        for (const Fault& fault : faults_of(seed)) ++drawn[static_cast<std::size_t>(fault.kind)];
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        CAPTURE(name(static_cast<Kind>(kind)));
        CHECK(drawn[kind] > 0);
    }
}

TEST_CASE("faults that a failure does not need are left out") {
    const auto holds_all = [](const std::vector<std::size_t>& which, std::initializer_list<std::size_t> of) {
        return std::ranges::all_of(of, [&](std::size_t i) { return std::ranges::count(which, i) == 1; });
    };
    std::size_t tries = 0;
    const auto needed = shrink(8, [&](const std::vector<std::size_t>& which) {
        ++tries;
        return holds_all(which, {2, 5});
    });
    CHECK(needed == std::vector<std::size_t>{2, 5});
    CHECK(tries < 60);
    CHECK(shrink(3, [](const auto&) { return true; }).empty());
    CHECK(shrink(2, [](const auto&) { return false; }).size() == 2);
}
