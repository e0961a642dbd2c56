// Ballots as devices cast them, over TLS: from the envelope to the receipt, and what is refused on the way.

#include <catch2/catch.hpp>
#include <map>
#include <thread>

#include "crypto/tlog_proof.h"
#include "tests/server/test_server.h"

using namespace vouch;
using namespace vouch::testing;
using election::CastRefusal;
using election::Receipt;

TEST_CASE("a heartbeat is answered at every address, also where no conference is yet") {
    TestServer server;
    TestConference conference(server);
    pb::Request heartbeat;
    heartbeat.mutable_heartbeat();
    Caller casting = server.call(conference.path + "/cast");
    Caller session = server.session(conference.path + "/session");
    Caller creating = server.session("/session");
    for (Caller* caller : {&casting, &session, &creating}) CHECK(caller->ask(heartbeat).has_heartbeat());
}

TEST_CASE("several ballots over one connection each get their receipt") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    Caller caller = server.call(conference.path + "/cast");
    std::map<std::uint64_t, Casting> castings;
    std::map<std::uint64_t, Bytes32> trackers;
    for (std::uint32_t number = 1; number <= 3; ++number) {
        const auto sealed = conference.seal(number);
        const auto& casting = castings.try_emplace(number, conference.box_key(), sealed.body).first->second;
        trackers[number] = sealed.tracker.tracker;
        pb::Request request;
        request.set_id(number);
        request.mutable_cast()->set_envelope(text_of(casting.envelope));
        caller.send(request);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const auto response = caller.receive();
        REQUIRE(trackers.contains(response.id()));
        const auto reply = castings.at(response.id()).reply(response);
        REQUIRE(std::holds_alternative<Receipt>(reply));
        CHECK(std::get<Receipt>(reply).tracker == trackers.at(response.id()));
        trackers.erase(response.id());
    }
}

TEST_CASE("a ballot from the envelope to the look-up") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    const auto first = conference.seal(1), second = conference.seal(1, 1);
    const auto cast = [&](ByteView body) {
        const Casting casting(conference.box_key(), body);
        return casting.reply(casting.ask(server, conference.path));
    };
    const auto look_up = [&](const Bytes32& tracker) {
        Caller caller = server.call(conference.path + "/cast");
        pb::Request request;
        request.mutable_lookup()->set_tracker(text_of(tracker));
        return caller.ask(std::move(request)).found();
    };

    const auto reply = cast(first.body);
    REQUIRE(std::holds_alternative<Receipt>(reply));
    CHECK(std::get<Receipt>(reply).tracker == first.tracker.tracker);
    const std::uint64_t index = conference.submitted;
    CHECK(look_up(first.tracker.tracker).standing() == 1);
    CHECK(look_up(first.tracker.tracker).index() == index);
    CHECK(look_up(second.tracker.tracker).standing() == 0);

    const auto again = cast(first.body);    // a lost reply is no lost ballot
    REQUIRE(std::holds_alternative<Receipt>(again));
    CHECK(TlogProof::parse(std::get<Receipt>(again).proof)->index == index);
    CHECK(published_size(server, conference, index + 1) == index + 1);

    REQUIRE(std::holds_alternative<Receipt>(cast(second.body)));
    CHECK(look_up(first.tracker.tracker).standing() == 2);
    CHECK(look_up(second.tracker.tracker).standing() == 1);
    CHECK(std::holds_alternative<Receipt>(cast(first.body)));    // superseded, and still in the log

    // What does not hold is refused with a signed reason, and the log stays as it is.
    const auto refused = [&](ByteView body) {
        const Casting casting(conference.box_key(), body);
        const auto answer = casting.reply(casting.ask(server, conference.path));
        REQUIRE(std::holds_alternative<CastRefusal>(answer));
        const auto& refusal = std::get<CastRefusal>(answer);
        CHECK(election::refusal_holds(conference.log_vkey().key(), conference.election->state().election_id,
                                      casting.envelope, refusal));
        return refusal.rejection.reason;
    };
    Bytes bad_proof = conference.seal(2).body;
    bad_proof[bad_proof.size() - 40] ^= 1;
    CHECK(refused(bad_proof) == Reason::bad_proof);
    CHECK(refused(Bytes()) == Reason::malformed);
    CHECK(refused(Bytes(10'000, 1)) == Reason::malformed);
    CHECK(refused(Bytes(65'535)) == Reason::too_large);
    CHECK(refused(conference.seal(3, 1).body) == Reason::wrong_revision);
    CHECK(refused(conference.seal(1, 0).body) == Reason::wrong_revision);
    CHECK(published_size(server, conference, index + 2) == index + 2);
    CHECK(server.instance().service().metrics().refused_so_far(Reason::bad_proof) == 1);
}

TEST_CASE("a connection ends with its first bad proof, and the same envelope is not verified again") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    Bytes body = conference.seal(2).body;
    body[body.size() - 40] ^= 1;
    const Casting bad(conference.box_key(), body), good(conference.box_key(), conference.seal(1).body);
    const auto cast = [&](Caller& caller, const Casting& casting) {
        pb::Request request;
        request.mutable_cast()->set_envelope(text_of(casting.envelope));
        return caller.ask(std::move(request));
    };
    Caller first = server.call(conference.path + "/cast");
    CHECK(std::get<CastRefusal>(bad.reply(cast(first, bad))).rejection.reason == Reason::bad_proof);
    CHECK_THROWS(cast(first, good));

    Caller second = server.call(conference.path + "/cast");
    const auto again = cast(second, bad);
    REQUIRE(again.has_refusal());    // not sealed: the envelope was not opened
    CHECK(reason_of(again) == Reason::bad_proof);
    CHECK(again.refusal().signature().size() == 64);
    CHECK_THROWS(cast(second, good));

    Caller third = server.call(conference.path + "/cast");
    CHECK(std::holds_alternative<Receipt>(good.reply(cast(third, good))));
    CHECK(server.instance().service().metrics().refused_so_far(Reason::bad_proof) == 2);
}

TEST_CASE("before the opening is confirmed ballots come too early") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    MadeElection& election = *conference.election;
    election.set_up();
    for (std::uint32_t number = 1; number <= 6; ++number) election.enrol(number);
    election.open();
    REQUIRE(conference.submit_all(session));
    const Casting casting(conference.box_key(), conference.seal(1).body);
    const auto reply = casting.reply(casting.ask(server, conference.path));
    REQUIRE(std::holds_alternative<CastRefusal>(reply));
    CHECK(std::get<CastRefusal>(reply).rejection.reason == Reason::too_early);
    CHECK(std::get<CastRefusal>(reply).retry_after_ms > 0);
}

TEST_CASE("ballots of one tick, doubles and revisions among them, all get their receipts") {
    TestServer server;
    TestConference conference(server, 10);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    std::vector<Casting> castings;
    for (std::uint32_t number = 1; number <= 10; ++number) {
        const auto ballot = conference.seal(number);
        castings.emplace_back(conference.box_key(), ballot.body);
        if (number <= 2) castings.emplace_back(conference.box_key(), ballot.body);
    }
    std::atomic<int> receipts = 0;
    std::vector<std::thread> threads;
    for (const Casting& casting : castings)
        threads.emplace_back([&] {
            const auto reply = casting.reply(casting.ask(server, conference.path));
            if (std::holds_alternative<Receipt>(reply)) ++receipts;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(receipts == 12);
    CHECK(published_size(server, conference, conference.submitted + 10) == conference.submitted + 10);
}

TEST_CASE("a full queue refuses with a time to come back, and admits again later") {
    server::Limits limits = TestServer::quick();
    limits.queued_ballots = 2;
    limits.tick = std::chrono::seconds(2);    // nobody leaves the queue while the others come
    TestServer server(limits);
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    std::atomic<int> receipts = 0, full = 0;
    std::vector<std::thread> threads;
    for (std::uint32_t number = 1; number <= 6; ++number)
        threads.emplace_back([&, number] {
            const Casting casting(conference.box_key(), conference.seal(number).body);
            for (;;) {
                const pb::Response answer = casting.ask(server, conference.path);
                if (!answer.has_refusal()) {
                    if (std::holds_alternative<Receipt>(casting.reply(answer))) ++receipts;
                    return;
                }
                if (answer.refusal().retry_after_ms() == 0) return;    // for good
                ++full;
                std::this_thread::sleep_for(std::chrono::milliseconds(answer.refusal().retry_after_ms()));
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(receipts == 6);
    CHECK(full > 0);
    CHECK(published_size(server, conference, conference.submitted + 6) == conference.submitted + 6);
}

TEST_CASE("a server that lost its box key says so, and takes ballots once it is back") {
    TestServer server;
    TestConference conference(server);
    const Path key = server.data() / conference.path.substr(3) / "box-key";
    Bytes backup;
    const auto start_without = [&] {
        server.stop();
        backup = disk::read_file(key);
        std::filesystem::remove(key);
        server.start();
    };
    const auto start_with = [&] {
        server.stop();
        disk::write_file(key, backup, disk::Access::owner);
        server.start();
    };
    const auto session = [&] { return server.session(conference.path + "/session"); };
    auto& election = *conference.election;
    election.set_up();
    for (std::uint32_t number = 1; number <= conference.summoned; ++number) election.enrol(number);
    Caller preparing = session();
    REQUIRE(conference.submit_all(preparing));
    election.open();

    start_without();
    Caller opening = session();
    const auto refused = opening.submit(election.entries().back());
    CHECK(reason_of(refused) == Reason::not_fitting);
    CHECK(refused.refusal().detail().find("box-key is missing") != std::string::npos);

    server.stop();
    disk::write_file(key, Bytes(32, 7), disk::Access::owner);    // another's
    server.start();
    Caller again = session();
    CHECK(reason_of(again.submit(election.entries().back())) == Reason::not_fitting);

    start_with();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) election.confirm_as_trustee(trustee);
    Caller voting = session();
    REQUIRE(conference.submit_all(voting));
    const Casting casting(conference.box_key(), conference.seal(1).body);
    start_without();
    const auto answer = casting.ask(server, conference.path);
    CHECK(reason_of(answer) == Reason::over_capacity);    // the device keeps the ballot, and casts it again
    CHECK(answer.refusal().detail().find("box-key is missing") != std::string::npos);
    start_with();
    CHECK(std::holds_alternative<Receipt>(casting.reply(casting.ask(server, conference.path))));
}
