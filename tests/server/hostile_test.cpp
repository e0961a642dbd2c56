// Bytes that nobody should send: refused by name, nothing changed, and the server goes on.

#include <catch2/catch.hpp>

#include <set>

#include "server/casting.h"
#include "tests/server/test_server.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

bool is_over(Caller& caller) {
    try {
        return !caller.socket.receive(kLong).has_value();
    } catch (const net::NetError& error) {
        return error.failure() == net::Failure::cut_off;
    }
}

void still_serves(TestServer& server, const TestConference& conference) {
    CHECK(server.get(conference.path + "/log/checkpoint").status == 200);
    pb::Request follow;
    follow.mutable_follow();
    CHECK(server.session(conference.path + "/session").ask(follow).progress().size() == 0);
}

}    // namespace

TEST_CASE("messages that are none end the session with a reason") {
    TestServer server;
    TestConference conference(server);
    for (const Bytes& garbage : {Bytes(100, 0xff), Bytes{0x0a}, Bytes(131'072, 0x0a)}) {
        Caller session = server.session(conference.path + "/session");
        session.socket.send(garbage);
        const auto response = session.receive();
        CHECK(response.id() == 0);
        CHECK(reason_of(response) == Reason::malformed);
        CHECK(is_over(session));
    }
    Caller large = server.session(conference.path + "/session");
    large.socket.send(Bytes(131'073));
    CHECK(is_over(large));
    still_serves(server, conference);
}

TEST_CASE("requests at the wrong place are refused, and the session goes on") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session"), lobby = server.session("/session");
    pb::Request empty, without_id, cast, lookup, submit, follow, signed_nothing;
    cast.mutable_cast();
    lookup.mutable_lookup();
    submit.mutable_submit();
    follow.mutable_follow();
    signed_nothing.mutable_signed_();
    CHECK(reason_of(session.ask(empty)) == Reason::malformed);
    CHECK(reason_of(session.ask(cast)) == Reason::not_fitting);
    CHECK(reason_of(session.ask(lookup)) == Reason::not_fitting);
    CHECK(reason_of(session.ask(submit)) == Reason::malformed);
    CHECK(reason_of(session.ask(signed_nothing)) == Reason::malformed);
    session.send(without_id);
    CHECK(reason_of(session.receive()) == Reason::malformed);
    CHECK(session.ask(follow).has_progress());
    CHECK(reason_of(lobby.ask(follow)) == Reason::not_fitting);
    CHECK(reason_of(lobby.ask(submit)) == Reason::not_fitting);
    still_serves(server, conference);
}

TEST_CASE("a casting connection takes ballots and look-ups, and is over with anything else") {
    TestServer server;
    TestConference conference(server);
    pb::Request submit, empty_cast, short_lookup, lookup;
    submit.mutable_submit();
    empty_cast.mutable_cast();
    short_lookup.mutable_lookup()->set_tracker("short");
    lookup.mutable_lookup()->set_tracker(std::string(32, 'x'));
    for (const pb::Request& request : {submit, empty_cast, short_lookup}) {
        Caller caller = server.call(conference.path + "/cast");
        CHECK(reason_of(caller.ask(request)) == Reason::malformed);
        CHECK(is_over(caller));
    }
    Caller garbage = server.call(conference.path + "/cast");
    garbage.socket.send(Bytes(10, 0xff));
    CHECK(reason_of(garbage.receive()) == Reason::malformed);
    CHECK(is_over(garbage));
    Caller good = server.call(conference.path + "/cast");
    CHECK(good.ask(lookup).found().standing() == 0);
    std::set<std::uint64_t> asked, answered;
    for (std::uint64_t id = 100; id < 100 + 2 * server::kCastsUnderWayMax; ++id) {
        lookup.set_id(*asked.insert(id).first);
        good.send(lookup);
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto response = good.receive();
        CHECK(response.has_found());
        answered.insert(response.id());
    }
    CHECK(answered == asked);
    CHECK(reason_of(good.ask(submit)) == Reason::malformed);
    CHECK(is_over(good));

    for (const std::size_t size : {1u, 48u, 1072u, 100'000u}) {
        Caller caller = server.call(conference.path + "/cast");
        pb::Request request;
        request.mutable_cast()->set_envelope(std::string(size, 'x'));
        const auto response = caller.ask(request);
        CHECK(reason_of(response) ==
              (size > election::kEnvelopeBytesMax ? Reason::too_large : Reason::malformed));
        CHECK(response.refusal().signature().size() == 64);
        CHECK(is_over(caller));
    }
    still_serves(server, conference);
}

TEST_CASE("a conference that is not there") {
    TestServer server;
    TestConference conference(server);
    for (const std::string path : {"/c/0000000000000000/session", "/c/0000000000000000/cast"}) {
        Caller caller = server.call(path);
        const pb::Response answer = caller.receive();
        CHECK(reason_of(answer) == Reason::unknown_election);
        CHECK(answer.refusal().detail() == "there is no conference 0000000000000000");
        CHECK(is_over(caller));
    }
    for (const std::string path :
         {"/c/0/session", "/c/00000000000000AA/session", "/c/000000000000000000/cast", "/cast"})
        CHECK_THROWS_AS(server.call(path), net::NetError);
    CHECK_THROWS_AS(server.call(conference.path + "/log"), net::NetError);
    CHECK(server.instance().service().metrics().refused_so_far(Reason::unknown_election) == 2);
    still_serves(server, conference);
}

TEST_CASE("paths that are none of ours are not found") {
    TestServer server;
    TestConference conference(server);
    for (const std::string& rest : std::vector<std::string>{"",
                                                            "/",
                                                            "/log",
                                                            "/log/",
                                                            "/log/checkpoint/",
                                                            "/log/../log-key",
                                                            "/log-key",
                                                            "/log/tile/0/000",
                                                            "/log/tile/0/000.p/1",
                                                            "/log/tile/entries/000",
                                                            "/log/tile/0/x000/000",
                                                            "/log/tile/99/000",
                                                            "/results.json",
                                                            "/documents/",
                                                            "/documents/zz",
                                                            "/documents/" + std::string(64, 'A'),
                                                            "/named-roll/",
                                                            "/log.db",
                                                            "//etc/passwd",
                                                            "/log/checkpoint%00"}) {
        CAPTURE(rest);
        CHECK(server.get(conference.path + rest).status == 404);
    }
    CHECK(server.get("/").status == 404);
    CHECK(server.get("/c/0000000000000000/log/checkpoint").status == 404);
    still_serves(server, conference);
}
