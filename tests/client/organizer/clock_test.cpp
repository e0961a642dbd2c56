// Opening and close are stated by the organizer's clock, which is compared with the server's.

#include "wire/clock.h"
#include "client/cli/organizer/at_work.h"
#include "client/cli/shared/day.h"
#include "tests/client/hall.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

TEST_CASE("an organizer is told of a clock that is more than two minutes off, with both times") {
    constexpr std::uint64_t at = 1'796'000'000, day = 86'400;
    CHECK(clock_differs(at, at).empty());
    CHECK(clock_differs(at + 120, at).empty());
    CHECK(clock_differs(at, at + 120).empty());
    for (const std::uint64_t here : {at + 121, at - 121, at + day, std::uint64_t{0}}) {
        const std::string told = clock_differs(here, at);
        CHECK(told.find(utc_text(here)) != std::string::npos);
        CHECK(told.find(utc_text(at)) != std::string::npos);
    }
}

TEST_CASE("the server's time of day is known from its greeting on") {
    Hall hall;
    hall.prepare(hall.conference());
    const std::uint64_t here = wire::time_of_day(), there = hall.organizer->server_time();
    constexpr std::uint64_t hour = 3'600;    // both are this machine's: whatever sets its clock meanwhile
    CHECK(there > here - hour);
    CHECK(there < here + hour);
}
