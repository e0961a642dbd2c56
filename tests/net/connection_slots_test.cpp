#include "net/connection_slots.h"

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <vector>

#include "tests/net/echo_server.h"

using namespace vouch::net;
using namespace vouch::testing;
using namespace std::chrono_literals;
using boost::asio::ip::make_address;
using vouch::bytes_of;
using vouch::copy;

namespace {

/// That many from there; none of them makes another give way.
std::vector<ConnectionSlots::Number> take(ConnectionSlots& slots, Host from, int count) {
    std::vector<ConnectionSlots::Number> out;
    for (int i = 0; i < count; ++i) {
        const auto taken = slots.take(from);
        REQUIRE(taken);
        REQUIRE_FALSE(taken->gives_way);
        out.push_back(taken->number);
    }
    return out;
}
ConnectionSlots::Number gives_way_to(ConnectionSlots& slots, Host from) {
    const auto taken = slots.take(from);
    REQUIRE(taken);
    REQUIRE(taken->gives_way);
    return *taken->gives_way;
}

/// Somebody who connects, and says nothing.
struct Silent {
    explicit Silent(const EchoServer& server) {
        socket.connect({asio::ip::make_address("127.0.0.1"), server.endpoint().port});
    }
    asio::io_context context;
    asio::ip::tcp::socket socket{context};
};
/// A connection that keeps its slot.
struct Working {
    explicit Working(const EchoServer& server) : socket(server.endpoint(), server.trust(), "/echo") {
        REQUIRE(echoes("keep"));
    }
    bool echoes(const std::string& text) {
        socket.send(bytes_of(text));
        return socket.receive(60s) == copy(bytes_of(text));
    }
    WebSocketClient socket;
};
unsigned status_of_hello(const EchoServer& server) {
    return HttpsClient(server.endpoint(), server.trust()).get("/hello").status;
}

}    // namespace

TEST_CASE("the host with most connections gives way, whoever comes") {
    ConnectionSlots slots(6);
    const auto few = take(slots, 1, 2), many = take(slots, 2, 4);
    for (int i = 0; i < 3; ++i) {
        const ConnectionSlots::Number gone = gives_way_to(slots, 2);
        CHECK(gone >= many.front());
        CHECK(slots.taken() == 6);
    }
    CHECK(gives_way_to(slots, 3) >= many.front());
    CHECK(gives_way_to(slots, 3) >= many.front());
}

TEST_CASE("of one host the connection that has got least far gives way, and what works does not") {
    ConnectionSlots slots(4);
    const auto all = take(slots, 1, 4);
    slots.advance(all[0], HowFar::working);
    slots.advance(all[1], HowFar::listening);
    slots.advance(all[2], HowFar::asking);
    CHECK(gives_way_to(slots, 1) == all[3]);
    slots.advance(all[3], HowFar::working);    // too late: it is told to go
    const ConnectionSlots::Number newest = gives_way_to(slots, 1);
    CHECK(newest > all[3]);    // it has not got far either
    slots.advance(newest + 1, HowFar::working);
    CHECK(gives_way_to(slots, 1) == all[2]);
    slots.advance(newest + 2, HowFar::working);
    CHECK(gives_way_to(slots, 1) == all[1]);
    slots.advance(newest + 3, HowFar::working);
    CHECK_FALSE(slots.take(1));
    CHECK_FALSE(slots.take(9));
    slots.advance(all[0], HowFar::listening);    // its work is done
    CHECK(gives_way_to(slots, 9) == all[0]);
}

TEST_CASE("a slot that was left is free") {
    ConnectionSlots slots(2);
    const auto all = take(slots, 1, 2);
    slots.leave(all[0]);
    slots.leave(all[0]);
    CHECK(slots.taken() == 1);
    take(slots, 1, 1);
}

TEST_CASE("the addresses of one IPv6 network are one host, and IPv4 addresses in them are themselves") {
    const Hosts hosts, others;
    const auto host = [&hosts](const char* address) { return hosts.of(make_address(address)); };
    CHECK(host("2001:db8::1") == host("2001:db8::ffff:0:0:1"));
    CHECK(host("2001:db8::1") == host("2001:db8:0:0:ffff::"));
    CHECK(host("2001:db8::1") != host("2001:db8:0:1::1"));
    CHECK(host("192.0.2.1") == host("::ffff:192.0.2.1"));
    CHECK(host("192.0.2.1") != host("192.0.2.2"));
    CHECK(host("192.0.2.1") != others.of(make_address("192.0.2.1")));    // another start of the program
}

TEST_CASE("connections leave a quarter of the open files to the rest of the program") {
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    const auto with = [&before](rlim_t files) {
        rlimit limit = before;
        limit.rlim_cur = files;
        REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
        const auto out = Server::open_files();
        REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
        return std::pair(out.connections, out.others);
    };
    CHECK(with(400) == std::pair<std::size_t, std::size_t>(300, 100));
    CHECK(with(128) == std::pair<std::size_t, std::size_t>(64, 64));
    CHECK(with(50) == std::pair<std::size_t, std::size_t>(1, 64));
}

TEST_CASE("when all slots are taken, the silent give way to who comes, and what works keeps its slot") {
    EchoServer server({}, 4);
    Working works(server);
    for (int round = 0; round < 5; ++round) {
        const Silent first(server), second(server), third(server), fourth(server), fifth(server);
        CHECK(status_of_hello(server) == 200);
        CHECK(works.echoes("still"));
    }
}

TEST_CASE("when everything works nobody gives way, and a slot is free again once something has ended") {
    EchoServer server({}, 1);
    {
        const Working works(server);
        CHECK_THROWS_AS(status_of_hello(server), NetError);
    }
    while (server.server.connections() > 0) std::this_thread::sleep_for(1ms);
    CHECK(status_of_hello(server) == 200);
}
