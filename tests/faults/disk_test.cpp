// Every call by which the server changes its files fails once, one after the other, and then all of them for
// a while. Nothing for which a receipt left is lost, the log says in one line what is wrong, and the server
// goes on by itself once the cause is gone.
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>

#include "tests/faults/faulty_server.h"
#include "tests/faults/steady_casters.h"

using namespace vouch;
using namespace vouch::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t kPeople = 12;
constexpr std::uint64_t kCallsMost = 400;    // of what is done in one of these tests; a test fails above

struct FaultyVote {
    FaultyServer server;
    TestConference conference{server, kPeople};
    FaultyVote() {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
};

/// What the log says since it had that length.
std::string said_since(const FaultyServer& server, std::size_t length) {
    return server.log().substr(length);
}

/// Whether one line of the log says that storing failed, in words that the system or SQLite has for it.
bool says_why(const std::string& said) {
    for (const char* words : {"Input/output error", "No space left on device", "disk I/O error",
                              "database or disk is full", "unable to open database file"})
        if (said.find(words) != std::string::npos) return true;
    return false;
}

}    // namespace

TEST_CASE("each call that changes a file fails once while ballots come in: none is lost, and it is said") {
    FaultyVote open;
    SteadyCasters casters(open.server, open.conference);
    const auto [error, sqlite] = GENERATE(std::pair(EIO, "an error"), std::pair(ENOSPC, "no space"));
    CAPTURE(sqlite);
    std::size_t said = 0;
    std::uint64_t call = 1;
    for (bool failed = true; failed; ++call) {
        REQUIRE(call < kCallsMost);
        const std::size_t length = open.server.log().size();
        const std::uint64_t before = open.server.faults();
        open.server.at_call(call, Fault::fail_once, error);
        casters.begin(1);
        REQUIRE(casters.join());
        failed = open.server.faults() > before;
        open.server.calm();
        CAPTURE(call, open.server.last_call());
        REQUIRE_FALSE(open.server.ended());
        said += says_why(said_since(open.server, length));
    }
    CHECK(call > 8);    // of the write-ahead log, its sync, and the signed state's six
    CHECK(said > 4);    // what is no failure (a file that is removed) is not said
    const auto entries = verified_log(open.server, open.conference);
    CHECK(entries.size() == open.conference.submitted + casters.receipts());
    casters.hold_against(entries);
}

TEST_CASE("a full disk: casters are put off, reading goes on, and the server recovers by itself") {
    FaultyVote open;
    SteadyCasters casters(open.server, open.conference);
    casters.begin(2);
    REQUIRE(casters.join());
    const std::size_t length = open.server.log().size();
    open.server.at_call(1, Fault::fail_from_on, ENOSPC);
    casters.begin(3);
    while (casters.put_off() < 6) std::this_thread::sleep_for(5ms);
    CHECK(verified_log(open.server, open.conference).size() == open.conference.submitted + 2);
    const std::string said = said_since(open.server, length);
    CHECK(said.find("out of service") != std::string::npos);
    CHECK(says_why(said));
    CHECK(std::count(said.begin(), said.end(), '\n') < 10);    // and not a line for each caster
    open.server.calm();
    REQUIRE(casters.join());
    CHECK(said_since(open.server, length).find("in service again") != std::string::npos);
    const auto entries = verified_log(open.server, open.conference);
    CHECK(entries.size() == open.conference.submitted + 5);
    casters.hold_against(entries);
}

TEST_CASE("each call that changes a file fails once while the server starts: it starts, or says why not") {
    FaultyVote open;
    std::uint64_t call = 1, refusals = 0;
    for (bool failed = true; failed; ++call) {
        REQUIRE(call < kCallsMost);
        REQUIRE(open.server.stop() == 0);
        const std::size_t length = open.server.log().size();
        const std::uint64_t before = open.server.faults();
        open.server.at_call(call, Fault::fail_once, EIO);
        CAPTURE(call);
        try {
            open.server.start();
        } catch (const std::runtime_error&) {
            ++refusals;
            const std::string said = said_since(open.server, length);
            CAPTURE(said);
            CHECK(std::count(said.begin(), said.end(), '\n') <= 2);
            CHECK(says_why(said));
            open.server.calm();
            open.server.start();
        }
        failed = open.server.faults() > before;
        open.server.calm();
    }
    CHECK(refusals > 0);
    CHECK(verified_log(open.server, open.conference).size() == open.conference.submitted);
}
