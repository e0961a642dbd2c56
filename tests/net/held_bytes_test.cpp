// What clients make the server hold: answers in pieces, and the budget of bytes.

#include <catch2/catch.hpp>

#include "tests/net/echo_server.h"

using namespace vouch;
using namespace vouch::net;
using namespace vouch::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatient = 60s;

Failure how_it_fails(const std::function<void()>& work) {
    try {
        work();
    } catch (const NetError& error) {
        return error.failure();
    }
    FAIL("nothing failed");
    return {};
}

/// A server of which one host gets 70,000 bytes at a time: a piece of an answer, but no long message.
struct SmallServer : EchoServer {
    SmallServer() : EchoServer(patience(), Server::slots_for_files(), 70'000 * (kBytesHeldParts + 1)) {}
    static Patience patience() {
        Patience out;
        out.request = 200ms;
        return out;
    }
};

}    // namespace

TEST_CASE("an answer in pieces is the answer, and one that ends early is cut off") {
    EchoServer server;
    HttpsClient client(server.endpoint(), server.trust());
    CHECK(client.get("/pieces").body == Bytes(1'000'000));
    CHECK(client.get("/hello").status == 200);
    CHECK(how_it_fails([&] { client.get("/broken"); }) == Failure::cut_off);
    CHECK(client.get("/pieces").body.size() == 1'000'000);
}

TEST_CASE("a message for which there is no room is not read, and one for which there is, is") {
    SmallServer server;
    WebSocketClient client(server.endpoint(), server.trust(), "/echo");
    for (const std::size_t size : {1u, 4'096u, 4'097u, 30'000u, 1u}) {
        client.send(Bytes(size, 5));
        CHECK(client.receive(kPatient) == Bytes(size, 5));
    }
    WebSocketClient other(server.endpoint(), server.trust(), "/echo");
    CHECK(how_it_fails([&] {
              other.send(Bytes(100'000));
              other.receive(kPatient);
          }) == Failure::cut_off);
    client.send(Bytes(30'000, 6));
    CHECK(client.receive(kPatient) == Bytes(30'000, 6));
    CHECK(HttpsClient(server.endpoint(), server.trust()).get("/pieces").body.size() == 1'000'000);
}

TEST_CASE("who does not read is cut off once its answers have no room any more") {
    SmallServer server;
    WebSocketClient client(server.endpoint(), server.trust(), "/echo");
    CHECK(how_it_fails([&] {
              for (int i = 0; i < 1000; ++i) client.send(Bytes(30'000));
              while (client.receive(kPatient)) continue;
          }) == Failure::cut_off);
    WebSocketClient next(server.endpoint(), server.trust(), "/echo");
    next.send(bytes_of("still"));
    CHECK(next.receive(kPatient) == copy(bytes_of("still")));
}
