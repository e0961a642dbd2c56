#include "net/budget.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace vouch::net;

namespace {

constexpr std::size_t kMost = 1000;

/// What a host gets that takes ten bytes at a time for as long as it gets any.
std::vector<Budget::Held> take_all(Budget& budget, Host host) {
    std::vector<Budget::Held> out;
    while (auto held = budget.take(host, 10)) out.push_back(*std::move(held));
    return out;
}

}    // namespace

TEST_CASE("a host holds at most one part of what is left") {
    Budget budget(kMost, 1);
    const auto first = take_all(budget, 1);
    CHECK(first.size() == 50);    // as much as is left
    const auto second = take_all(budget, 2);
    CHECK(second.size() == 25);
    CHECK(take_all(budget, 1).empty());
    CHECK(budget.held() == 750);
    Budget of_four(kMost, 4);
    CHECK(take_all(of_four, 1).size() == 20);    // 200, and 800 are left
}

TEST_CASE("whatever fifty hosts take, the next one gets something") {
    Budget budget(kMost * 1000, 16);
    std::vector<std::vector<Budget::Held>> all;
    for (Host host = 0; host < 50; ++host) all.push_back(take_all(budget, host));
    CHECK(budget.held() < kMost * 955);
    CHECK(take_all(budget, 50).size() > 200);
}

TEST_CASE("what is destroyed is given back, once") {
    Budget budget(kMost, 1);
    {
        auto held = budget.take(1, 400);
        REQUIRE(held);
        Budget::Held moved = *std::move(held);
        held.reset();
        CHECK(budget.held() == 400);
        CHECK_FALSE(budget.take(1, 200));    // it would hold 600, and 400 would be left
        moved = Budget::Held();
        CHECK(budget.held() == 0);
    }
    CHECK(budget.take(1, 500));
    CHECK_FALSE(budget.take(1, 501));
    CHECK_FALSE(budget.take(1, kMost + 1));
    CHECK(budget.held() == 0);
}
