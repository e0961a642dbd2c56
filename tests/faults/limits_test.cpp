// The process has no descriptor or no memory left: that costs a connection, and the rest goes on.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>

#include "net/server.h"
#include "tests/faults/steady_casters.h"
#include "tests/server/server_process.h"

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

struct OpenConference {
    ServerProcess server;
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
    OpenConference open;
    std::vector<Caller> held;
    for (int i = 0; i < 8; ++i) held.push_back(open.server.session(open.conference.path + "/session"));
    set_limit(open.server.id(), RLIMIT_NOFILE, next_descriptor(open.server.id()));
    // It waits in the system's queue, and is served once there is a descriptor for it.
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

TEST_CASE("without memory left a connection ends, and the server does not") {
    OpenConference open;
    constexpr std::uint64_t kLeft = std::uint64_t{4} << 20;
    constexpr std::size_t kConnectionsMost = 1000;
    const Bytes message(net::kIncomingMessageBytesMax / 2, 1);
    set_limit(open.server.id(), RLIMIT_DATA, of_status(open.server.id(), "VmData") + kLeft);
    std::vector<Caller> held;
    std::size_t failed = 0;
    while (failed < 3 && held.size() < kConnectionsMost) {
        try {
            Caller caller = open.server.session(open.conference.path + "/session");
            caller.socket.send(message);
            held.push_back(std::move(caller));
        } catch (const net::NetError&) {
            ++failed;
        }
    }
    CHECK(failed == 3);
    CHECK_FALSE(open.server.ended());
    held.clear();
    set_limit(open.server.id(), RLIMIT_DATA, RLIM_INFINITY);
    open.casts_and_verifies();
}
