// The process has no descriptor or no memory left: that costs a connection, and the rest goes on.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>

#include "net/server.h"
#include "tests/faults/faulty_server.h"
#include "tests/faults/steady_casters.h"

using namespace vouch;
using namespace vouch::testing;
using namespace std::chrono_literals;

namespace {

void set_limit(int process, __rlimit_resource resource, rlim_t value) {
    rlimit limit{};
    REQUIRE(::prlimit(process, resource, nullptr, &limit) == 0);
    limit.rlim_cur = value;
    REQUIRE(::prlimit(process, resource, &limit, nullptr) == 0);
}

/// "VmData" and others of /proc/PID/status, in bytes.
std::uint64_t of_status(int process, const std::string& name) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":")) return std::stoull(line.substr(name.size() + 1)) * 1024;
    FAIL("no " << name);
    return 0;
}

/// The number that the next file of the process would have.
rlim_t next_descriptor(int process) {
    const std::filesystem::path all("/proc/" + std::to_string(process) + "/fd");
    for (rlim_t number = 0;; ++number)
        if (!std::filesystem::exists(std::filesystem::symlink_status(all / std::to_string(number))))
            return number;
}

constexpr std::uint64_t kRequestsFailed = 40;           // spread over all of a ballot
constexpr std::uint64_t kRequestsOfAConnection = 10;    // for memory, at least

template <class Server>
struct OpenConference {
    Server server;
    TestConference conference{server, 6};
    OpenConference() {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
    void casts_and_verifies() {
        SteadyCasters casters(server, conference);
        casters.begin(3);
        REQUIRE(casters.join());
        casters.hold_against(verified_log(server, conference));
        CHECK_FALSE(server.ended());
    }
};

}    // namespace

TEST_CASE("without a descriptor left nobody new is served, and with one again everybody is") {
    OpenConference<ServerProcess> open;
    std::vector<Caller> held;
    for (int i = 0; i < 8; ++i) held.push_back(open.server.session(open.conference.path + "/session"));
    set_limit(open.server.id(), RLIMIT_NOFILE, next_descriptor(open.server.id()));
    // The one that is waited for has its descriptor already.
    held.push_back(open.server.session(open.conference.path + "/session"));
    // The next waits in the system's queue, and is served once there is a descriptor for it.
    auto next = std::async(std::launch::async, [&] {
        return std::make_unique<Caller>(open.server.session(open.conference.path + "/session"));
    });
    CHECK(next.wait_for(300ms) == std::future_status::timeout);
    pb::Request heartbeat;
    heartbeat.mutable_heartbeat();
    for (Caller& caller : held) CHECK(caller.ask(heartbeat).has_heartbeat());    // who is in stays in
    CHECK_FALSE(open.server.ended());
    held.clear();
    CHECK(next.get()->ask(heartbeat).has_heartbeat());
    set_limit(open.server.id(), RLIMIT_NOFILE, 1024);
    open.casts_and_verifies();
}

namespace {

/// Waits until the server answers, or has ended.
bool answers(OpenConference<ServerProcess>& open) {
    pb::Request heartbeat;
    heartbeat.mutable_heartbeat();
    for (;;) {
        try {
            return open.server.session(open.conference.path + "/session").ask(heartbeat).has_heartbeat();
        } catch (const net::NetError&) {
            if (open.server.ended()) return false;
            std::this_thread::sleep_for(10ms);
        }
    }
}

/// Connections come until there is no memory for more, and each sends something long. Whether the server is
/// still there; it may use memory again then.
bool outlives_no_memory(OpenConference<ServerProcess>& open) {
    constexpr std::uint64_t kLeft = std::uint64_t{4} << 20;
    constexpr std::size_t kConnectionsMost = 1000;
    const Bytes message(net::kIncomingMessageBytesMax / 2, 1);
    set_limit(open.server.id(), RLIMIT_DATA, of_status(open.server.id(), "VmData") + kLeft);
    std::vector<Caller> held;
    std::size_t failed = 0;
    while (failed < 3 && held.size() < kConnectionsMost) {
        try {
            held.push_back(open.server.session(open.conference.path + "/session"));
        } catch (const net::NetError&) {
            ++failed;
        }
    }
    CHECK(failed == 3);
    for (Caller& caller : held) {
        try {
            caller.socket.send(message);
        } catch (const net::NetError&) {
            // That connection had ended.
        }
    }
    if (open.server.ended()) return false;
    set_limit(open.server.id(), RLIMIT_DATA, RLIM_INFINITY);
    held.clear();
    return answers(open);
}

}    // namespace

// Now and then the system refuses memory where Asio cannot go on without, and ends the process;
// docs/operator-guide.md, "Who watches over it", has it started again.
TEST_CASE("without memory left connections end, the server seldom does, and nothing is lost") {
    OpenConference<ServerProcess> open;
    int ends = 0;
    while (!outlives_no_memory(open)) {
        REQUIRE(++ends < 5);
        open.server.start();
        open.casts_and_verifies();
    }
    open.casts_and_verifies();
}

TEST_CASE("where no memory is left to let a connection in, that costs the one and the next is let in") {
    OpenConference<FaultyServer> open;
    const std::string path = open.conference.path + "/session";
    open.server.session(path);    // by now the thread that lets connections in has waited for one
    open.server.count(Counted::memory_of_who_accepts);
    pb::Request heartbeat;
    heartbeat.mutable_heartbeat();
    std::uint64_t request = 0, not_let_in = 0;
    do {
        ++request;
        CAPTURE(request);
        open.server.at_call(request, Fault::fail_once);
        try {
            open.server.session(path);
        } catch (const net::NetError&) {
            ++not_let_in;
        }
        open.server.calm();
        CHECK(open.server.session(path).ask(heartbeat).has_heartbeat());
        REQUIRE_FALSE(open.server.ended());
    } while (open.server.struck());
    CHECK(request > kRequestsOfAConnection);
    CHECK(not_let_in > 0);
    open.casts_and_verifies();
}

// What Asio asks for between two pieces of a conference's work cannot be done without: there the process
// ends, and whoever watches over it starts it again. It takes over a minute, and is not among the tests that
// run by themselves.
TEST_CASE("each request for memory fails once while a ballot comes in: no receipt is lost, and all get one",
          "[.memory]") {
    OpenConference<FaultyServer> open;
    SteadyCasters casters(open.server, open.conference);
    std::uint64_t ended = 0;
    const auto cast_once = [&] {
        casters.begin(1);
        while (!casters.done()) {
            std::this_thread::sleep_for(2ms);
            if (!open.server.ended()) continue;
            ++ended;
            const std::lock_guard lock(casters.restarting());
            open.server.start();
        }
        REQUIRE(casters.join());
    };
    cast_once();
    open.server.count(Counted::memory);
    open.server.calm();
    cast_once();
    const std::uint64_t requests = open.server.calls();
    CAPTURE(requests);
    CHECK(requests > 100);
    std::uint64_t failed = 0;
    for (std::uint64_t request = 1; request < requests; request += requests / kRequestsFailed) {
        open.server.at_call(request, Fault::fail_once);
        CAPTURE(request);
        cast_once();
        failed += open.server.struck();
        open.server.calm();
    }
    CHECK(failed > kRequestsFailed / 2);
    CHECK(ended < failed / 2);
    if (open.server.ended()) open.server.start();    // since the last one had its receipt
    const std::size_t expected = open.conference.submitted + casters.receipts();
    auto entries = verified_log(open.server, open.conference);
    for (const auto deadline = std::chrono::steady_clock::now() + kLong;
         entries.size() < expected && std::chrono::steady_clock::now() < deadline;) {
        std::this_thread::sleep_for(50ms);    // to publish may have failed last, and is tried again
        entries = verified_log(open.server, open.conference);
    }
    CHECK(entries.size() == expected);
    casters.hold_against(entries);
}
