// A conference as its clients see it, over TLS: the whole log of the vectors, and what goes wrong.

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <thread>

#include "crypto/log_check.h"
#include "crypto/tlog_proof.h"
#include "tests/server/test_server.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::testing;
using election::CastRefusal;
using election::Receipt;

namespace {

Checkpoint checkpoint_of(TestServer& server, const std::string& path, const Vkey& vkey) {
    const auto verified = verify_checkpoint(text_of(server.get(path + "/log/checkpoint").body), vkey);
    REQUIRE(verified.ok());
    return verified->checkpoint;
}

}    // namespace

TEST_CASE("the log of the vectors, submitted and cast, comes out as the same files") {
    constexpr auto kId = "0123456789abcdef";
    const Json& secrets = log_vectors()["secrets"];
    TestServer server;
    server.stop();
    const auto folder = server.data() / kId;
    server::Conference::make(folder, "replaced.example");
    const SecretBytes<32> box_seed = secret_bytes(secrets["box_seed"]);
    server::write_seed(folder / "log-key", secret_bytes(secrets["log_seed"]));
    server::write_seed(folder / "box-key", box_seed);
    disk::write_file(folder / "box-key.pub", BoxKey(box_seed).public_key());
    std::string vkey_text = text_of(read_file(tests_dir() / "vectors/log/log.vkey"));
    disk::write_file(folder / "log.vkey", bytes_of(vkey_text));
    if (vkey_text.ends_with('\n')) vkey_text.pop_back();
    const Vkey vkey = *Vkey::parse(vkey_text);
    server::SqliteStore store(folder / "log.db");
    const auto manifest = std::get<election::Manifest>(election::decode_entry(log_entries()[0])->body);
    for (const election::Official& official : manifest.officials)    // stand-ins: nobody has those dossiers
        if (const auto digest = official.dossier_sha256) store.put_document(*digest, Bytes(1));
    server.start();
    for (const Json& seed : secrets["organizer_seeds"]) server.allow(SigningKey(secret_bytes(seed)));

    const std::string path = std::string("/c/") + kId;
    Caller session = server.session(path + "/session");
    for (std::size_t i = 0; i < log_entries().size(); ++i) {
        CAPTURE(i);
        const Bytes& entry = log_entries()[i];
        const auto decoded = election::decode_entry(entry);
        REQUIRE(decoded.ok());
        if (decoded->kind() != election::Kind::ballot) {
            const auto response = session.submit(entry);
            INFO(response.refusal().detail());
            REQUIRE(response.has_submitted());
            CHECK(response.submitted().index() == i);
            CHECK(response.submitted().leaf_hash() == text_of(decoded->leaf_hash.bytes()));
            continue;
        }
        const Casting casting(BoxKey(box_seed).public_key(), decoded->body_bytes());
        const auto reply = casting.reply(casting.ask(server, path));
        REQUIRE(std::holds_alternative<Receipt>(reply));
        const auto& receipt = std::get<Receipt>(reply);
        CHECK(to_hex(receipt.tracker) == log_vectors()["entries"][i]["tracker"]);
        const auto proven = verify_receipt(receipt.proof, decoded->leaf_hash, vkey);
        REQUIRE(proven.ok());
        CHECK(proven->index == i);
        CHECK(proven->in.checkpoint.size == i + 1);
    }

    // The published files are those of the vectors, whether asked now or after a restart.
    for (const bool restarted : {false, true}) {
        if (restarted) {
            session.socket.close();
            server.stop();
            server.start();
        }
        CHECK(checkpoint_of(server, path, vkey) ==
              verify_checkpoint(text_of(read_file(tests_dir() / "vectors/log/tiles/checkpoint")), vkey)
                  ->checkpoint);
        std::size_t files = 0;
        CHECK(for_each_file(0, log_entries().size(), [&](const LogFile& file) {
                  CAPTURE(file.path());
                  const auto reply = server.get(path + "/log/" + file.path());
                  CHECK(reply.status == 200);
                  CHECK(reply.content_type == "application/octet-stream");
                  CHECK(reply.body == read_file(tests_dir() / "vectors/log/tiles" / file.path()));
                  ++files;
                  return accepted();
              }).ok());
        CHECK(files == 2);
        const auto results = Json::parse(text_of(server.get(path + "/results.json").body));
        CHECK(results["announced"] == true);
        CHECK(results["officials"].size() == 2);
        CHECK(results["ballots"] == 8);
        for (std::size_t j = 0; j < 2; ++j) {
            // v spells the electronic ballots alone (c = 9); the counts hold the paper ballot too.
            const Json& electronic = log_vectors()["electronic"][j];
            const auto count = [&](const char* level) { return electronic[level].get<std::uint64_t>(); };
            CHECK(results["officials"][j]["v"] == count("low") + 9 * count("medium") + 81 * count("high"));
            std::uint64_t lines = 0;
            for (const char* level : {"high", "medium", "low", "blank"})
                lines += results["officials"][j][level].get<std::uint64_t>();
            CHECK(lines == 9);
        }
    }
    CHECK_FALSE(std::filesystem::exists(folder / "box-key"));    // gone with the close
    const Casting late(BoxKey(box_seed).public_key(), Bytes(100));
    const auto refused = late.ask(server, path);
    CHECK(reason_of(refused) == Reason::wrong_phase);
    CastRefusal signed_refusal;
    signed_refusal.rejection.reason = Reason::wrong_phase;
    signed_refusal.signature = *exactly<64>(bytes_of(refused.refusal().signature()));
    CHECK(election::refusal_holds(vkey.key(), bytes32(log_vectors()["election_id"]), late.envelope,
                                  signed_refusal));
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
    CHECK(look_up(first.tracker.tracker).state() == 1);
    CHECK(look_up(first.tracker.tracker).index() == index);
    CHECK(look_up(second.tracker.tracker).state() == 0);

    const auto again = cast(first.body);    // a lost reply is no lost ballot
    REQUIRE(std::holds_alternative<Receipt>(again));
    CHECK(TlogProof::parse(std::get<Receipt>(again).proof)->index == index);
    CHECK(checkpoint_of(server, conference.path, conference.log_vkey()).size == index + 1);

    REQUIRE(std::holds_alternative<Receipt>(cast(second.body)));
    CHECK(look_up(first.tracker.tracker).state() == 2);
    CHECK(look_up(second.tracker.tracker).state() == 1);
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
    CHECK(checkpoint_of(server, conference.path, conference.log_vkey()).size == index + 2);
    CHECK(server.instance().service().refused(Reason::bad_proof) ==
          0);    // inside the box: not the session's to see
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
    CHECK(checkpoint_of(server, conference.path, conference.log_vkey()).size == conference.submitted + 10);
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
                const auto reply = casting.reply(casting.ask(server, conference.path));
                if (std::holds_alternative<Receipt>(reply)) {
                    ++receipts;
                    return;
                }
                const auto& refusal = std::get<CastRefusal>(reply);
                if (refusal.rejection.reason != Reason::over_capacity || refusal.retry_after_ms == 0) return;
                ++full;
                std::this_thread::sleep_for(std::chrono::milliseconds(refusal.retry_after_ms));
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(receipts == 6);
    CHECK(full > 0);
    CHECK(checkpoint_of(server, conference.path, conference.log_vkey()).size == conference.submitted + 6);
}

TEST_CASE("a freeze holds the end of the log for an open or a close") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    for (std::uint32_t number = 1; number <= 5; ++number) {
        const Casting casting(conference.box_key(), conference.seal(number).body);
        REQUIRE(std::holds_alternative<Receipt>(casting.reply(casting.ask(server, conference.path))));
    }
    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    const SigningKey& organizer = conference.election->organizer();
    const auto frozen = session.ask(organizer, freeze).frozen();
    CHECK(frozen.index() == conference.submitted + 5);
    CHECK(frozen.for_ms() <= 60'000);
    CHECK(session.ask(organizer, freeze).frozen().index() == frozen.index());    // no longer, not anew

    const Casting waiting(conference.box_key(), conference.seal(6).body);
    const auto reply = waiting.reply(waiting.ask(server, conference.path));
    REQUIRE(std::holds_alternative<CastRefusal>(reply));
    CHECK(std::get<CastRefusal>(reply).rejection.reason == Reason::too_early);
    const auto make = [&](const election::Body& body) {
        const SigningKey* const signer = &organizer;
        return election::make_entry(conference.election->state().election_id, body, {&signer, 1});
    };
    CHECK(reason_of(session.submit(make(election::Annulment{"why"}))) == Reason::too_early);
    CHECK(reason_of(session.submit(make(election::Close{frozen.index() + 1, {}, 1}))) == Reason::not_fitting);

    election::Close close{frozen.index(), *exactly<32>(bytes_of(frozen.root())), 1};
    CHECK(session.submit(make(close)).submitted().index() == frozen.index());
    pb::Request follow;
    follow.mutable_follow();
    const auto progress = session.ask(std::move(follow)).progress();
    CHECK(progress.phase() == "counting");
    CHECK(progress.ballots() == 5);
    CHECK(session.submit(make(election::Annulment{"why"}))
              .has_submitted());    // the freeze went with the close
}

TEST_CASE("a freeze ends with a close that is refused, and with its connection") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    const SigningKey& organizer = conference.election->organizer();
    const SigningKey* const signer = &organizer;
    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    REQUIRE(session.ask(organizer, freeze).has_frozen());
    const Bytes wrong = election::make_entry(conference.election->state().election_id,
                                             election::Close{1, {}, 1}, {&signer, 1});
    CHECK(reason_of(session.submit(wrong)) == Reason::not_fitting);
    const Casting first(conference.box_key(), conference.seal(1).body);
    CHECK(std::holds_alternative<Receipt>(first.reply(first.ask(server, conference.path))));

    REQUIRE(session.ask(organizer, freeze).has_frozen());
    session.socket.close();
    const Casting second(conference.box_key(), conference.seal(2).body);
    for (;;) {    // the server hears of the end a moment later
        const auto reply = second.reply(second.ask(server, conference.path));
        if (std::holds_alternative<Receipt>(reply)) break;
        REQUIRE(std::get<CastRefusal>(reply).rejection.reason == Reason::too_early);
    }
}

TEST_CASE("a freeze ends by itself, and with a restart") {
    server::Limits limits = TestServer::quick();
    limits.freeze = std::chrono::milliseconds(300);
    TestServer server(limits);
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    CHECK(session.ask(conference.election->organizer(), freeze).has_frozen());
    const Casting casting(conference.box_key(), conference.seal(1).body);
    for (;;) {
        const auto reply = casting.reply(casting.ask(server, conference.path));
        if (std::holds_alternative<Receipt>(reply)) break;
        REQUIRE(std::get<CastRefusal>(reply).rejection.reason == Reason::too_early);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    CHECK(session.ask(conference.election->organizer(), freeze).has_frozen());
    session.socket.close();
    server.stop();
    server.start();
    const Casting after(conference.box_key(), conference.seal(2).body);
    CHECK(std::holds_alternative<Receipt>(after.reply(after.ask(server, conference.path))));
}

TEST_CASE("followers hear of the log as it grows, and the number of ballots in steps") {
    server::Limits limits = TestServer::quick();
    limits.ballots_shown_every = std::chrono::hours(1);
    TestServer server(limits);
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    Caller screen = server.session(conference.path + "/session");
    pb::Request follow;
    follow.mutable_follow();
    CHECK(screen.ask(follow).progress().phase() == "first");
    CHECK(screen.ask(follow).progress().phase() == "first");
    REQUIRE(conference.open(session));
    pb::Progress last;
    while (last.size() < conference.submitted) last = screen.receive().progress();
    CHECK(last.phase() == "voting");
    CHECK(last.summoned() == 6);
    CHECK(last.enrolled() == 6);
    CHECK(last.confirmations() == 3);
    CHECK(last.confirmations_needed() == 3);
    CHECK(last.ballots() == 0);
    for (std::uint32_t number = 1; number <= 3; ++number) {
        const Casting casting(conference.box_key(), conference.seal(number).body);
        REQUIRE(std::holds_alternative<Receipt>(casting.reply(casting.ask(server, conference.path))));
    }
    CHECK(screen.ask(follow).progress().ballots() == 1);    // the first step; the next is an hour away
}

TEST_CASE("two conferences on one server do not mix") {
    TestServer server;
    TestConference a(server), b(server);
    Caller session_a = server.session(a.path + "/session"), session_b = server.session(b.path + "/session");
    CHECK(a.path != b.path);
    a.election->set_up();
    b.election->set_up();
    CHECK(reason_of(session_b.submit(a.election->entries()[0])) == Reason::not_fitting);    // names a's keys
    REQUIRE(a.submit_all(session_a));
    REQUIRE(b.submit_all(session_b));
    CHECK(reason_of(session_b.submit(a.election->entries()[1])) == Reason::bad_signature);
    CHECK(checkpoint_of(server, a.path, a.log_vkey()).root == a.election->state().log.root());
    CHECK(checkpoint_of(server, b.path, b.log_vkey()).root == b.election->state().log.root());
}

TEST_CASE("refused entries leave the log as it is") {
    TestServer server;
    TestConference conference(server), other(server);
    MadeElection& election = *conference.election;
    Caller session = server.session(conference.path + "/session");
    election.set_up();
    CHECK(reason_of(session.submit(election.entries()[1])) == Reason::wrong_phase);    // no manifest yet
    REQUIRE(conference.submit_all(session));
    const Checkpoint before = checkpoint_of(server, conference.path, conference.log_vkey());

    CHECK(reason_of(session.submit(election.entries()[0])) == Reason::duplicate);
    CHECK(reason_of(session.submit(Bytes(10, 7))) == Reason::malformed);
    CHECK(reason_of(session.submit(Bytes())) == Reason::malformed);
    CHECK(reason_of(session.submit(Bytes(65'536, 7))) == Reason::too_large);
    Bytes changed = election.entries()[2];
    changed.back() ^= 1;
    CHECK(reason_of(session.submit(changed)) == Reason::bad_signature);
    CHECK(reason_of(session.submit(election::make_ballot_entry(Bytes(100)))) == Reason::not_fitting);
    CHECK(checkpoint_of(server, conference.path, conference.log_vkey()) == before);
    CHECK(server.instance().service().refused(Reason::malformed) == 2);
}
