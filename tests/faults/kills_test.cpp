// The program is killed before and after every call between a ballot's first byte from the socket and the
// last of its receipt. Nothing for which a receipt left is lost, and nothing that was signed contradicts the
// log.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <set>

#include "tests/faults/faulty_server.h"
#include "tests/faults/steady_casters.h"

using namespace vouch;
using namespace vouch::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kKillsUnlessSaid = 50;
constexpr std::size_t kCasters = 2;
constexpr std::uint32_t kVoters = 24;    // each may replace a ballot a hundred times

/// VOUCH_TEST_KILLS: scripts/kills sets it.
std::uint64_t kills_asked() {
    const char* const asked = std::getenv("VOUCH_TEST_KILLS");
    return asked == nullptr ? kKillsUnlessSaid : std::strtoull(asked, nullptr, 10);
}

/// Lets the casters cast while that call is the server's last one; then the server is started again. False
/// where nobody made so many calls.
bool killed_at(std::uint64_t call, Fault fault, FaultyServer& server, SteadyCasters& casters) {
    server.at_call(call, fault);
    casters.begin(kCasters);
    while (!server.struck() && !casters.done()) std::this_thread::sleep_for(2ms);
    server.calm();    // the last one's goodbye may be the call
    const bool killed = server.struck();
    if (killed) {
        const std::lock_guard lock(casters.restarting());
        server.start();
    }
    REQUIRE(casters.join());
    return killed;
}

}    // namespace

TEST_CASE(
    "killed at any step from the socket to the receipt, the server loses nothing and contradicts nothing") {
    FaultyServer server;
    TestConference conference(server, kVoters);
    {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
    server.count(Counted::files_and_sockets);
    SteadyCasters casters(server, conference);
    server.calm();
    casters.begin(kCasters);
    REQUIRE(casters.join());
    const std::uint64_t steps = server.calls();
    REQUIRE(steps > 20);    // several of the handshake, of the database and of the signed state

    const std::uint64_t kills = kills_asked();
    std::set<std::string> at;
    std::uint64_t killed = 0;
    for (std::uint64_t k = 0; k < kills; ++k) {
        // Over all steps evenly, before and after each by turns; the log grows meanwhile, and so do the
        // steps.
        const std::uint64_t call = 1 + (kills > steps ? k / 2 % steps : k * steps / kills);
        if (!killed_at(call, k % 2 == 0 ? Fault::end_before : Fault::end_after, server, casters)) continue;
        ++killed;
        at.insert(server.last_call());
    }
    CHECK(killed > kills * 3 / 4);
    const auto killed_at_any = [&](std::initializer_list<const char*> calls) {
        return std::ranges::any_of(calls, [&](const char* call) { return at.contains(call); });
    };
    CHECK(killed_at_any({"recv", "recvmsg"}));
    CHECK(killed_at_any({"send", "sendmsg"}));
    CHECK(killed_at_any({"write"}));
    CHECK(killed_at_any({"fsync", "fdatasync"}));
    const auto entries = verified_log(server, conference);
    CHECK(entries.size() == conference.submitted + casters.receipts());
    casters.hold_against(entries);
    if (std::getenv("VOUCH_TEST_KILLS") != nullptr)
        std::cout << "kills " << killed << ", steps " << steps << ", receipts " << casters.receipts() << "\n";
}
