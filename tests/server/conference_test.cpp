// A conference as its clients see it, over TLS: the whole log of the vectors, a freeze, followers, refusals.

#include <catch2/catch.hpp>
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

/// A server with the conference of the vectors, before its first entry.
struct VectorConference {
    VectorConference() {
        const Json& secrets = log_vectors()["secrets"];
        server.stop();
        server::Conference::make(folder, "replaced.example");
        server::write_seed(folder / "log-key", secret_bytes(secrets["log_seed"]));
        server::write_seed(folder / "box-key", secret_bytes(secrets["box_seed"]));
        disk::write_file(folder / "box-key.pub", box_key);
        disk::write_file(folder / "log.vkey", read_file(tests_dir() / "vectors/log/log.vkey"));
        server::SqliteStore store(folder / "log.db");
        const auto manifest = std::get<election::Manifest>(election::decode_entry(log_entries()[0])->body);
        // Stand-ins: nobody has those dossiers.
        for (const election::Official& official : manifest.officials)
            if (const auto digest = official.dossier_sha256)
                store.put_file(server::document_name(*digest), [] { return Bytes(); });
        server.start();
        for (const Json& seed : secrets["organizer_seeds"]) server.allow(SigningKey(secret_bytes(seed)));
    }
    static Vkey published_vkey() {
        std::string text = text_of(read_file(tests_dir() / "vectors/log/log.vkey"));
        if (text.ends_with('\n')) text.pop_back();
        return *Vkey::parse(text);
    }

    TestServer server;
    const std::filesystem::path folder = server.data() / "0123456789abcdef";
    const std::string path = "/c/0123456789abcdef";
    const Vkey vkey = published_vkey();
    const Bytes32 box_key = BoxKey(secret_bytes(log_vectors()["secrets"]["box_seed"])).public_key();
};

/// The entries as they come, from whoever may send them; each is answered with its place in the log.
void submit_and_cast_all(VectorConference& conference) {
    Caller session = conference.server.session(conference.path + "/session");
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
        const Casting casting(conference.box_key, decoded->body_bytes());
        const auto reply = casting.reply(casting.ask(conference.server, conference.path));
        REQUIRE(std::holds_alternative<Receipt>(reply));
        const auto& receipt = std::get<Receipt>(reply);
        CHECK(to_hex(receipt.tracker) == log_vectors()["entries"][i]["tracker"]);
        const auto proven = verify_receipt(receipt.proof, decoded->leaf_hash, conference.vkey);
        REQUIRE(proven.ok());
        CHECK(proven->index == i);
        CHECK(proven->in.checkpoint.size == i + 1);
    }
}

void check_log_files(VectorConference& conference) {
    CHECK(checkpoint_of(conference.server, conference.path, conference.vkey) ==
          verify_checkpoint(text_of(read_file(tests_dir() / "vectors/log/tiles/checkpoint")), conference.vkey)
              ->checkpoint);
    std::size_t files = 0;
    CHECK(for_each_file(0, log_entries().size(), [&](const LogFile& file) {
              CAPTURE(file.path());
              const auto reply = conference.server.get(conference.path + "/log/" + file.path());
              CHECK(reply.status == 200);
              CHECK(reply.content_type == "application/octet-stream");
              CHECK(reply.body == read_file(tests_dir() / "vectors/log/tiles" / file.path()));
              ++files;
              return accepted();
          }).ok());
    CHECK(files == 2);
}

void check_results(VectorConference& conference) {
    const auto results = Json::parse(text_of(conference.server.get(conference.path + "/results.json").body));
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

void check_late_ballot_is_refused(VectorConference& conference) {
    const Casting late(conference.box_key, Bytes(100));
    const auto refused = late.ask(conference.server, conference.path);
    CHECK(reason_of(refused) == Reason::wrong_phase);
    CastRefusal signed_refusal;
    signed_refusal.rejection.reason = Reason::wrong_phase;
    signed_refusal.signature = *exactly<64>(bytes_of(refused.refusal().signature()));
    CHECK(election::refusal_holds(conference.vkey.key(), bytes32(log_vectors()["election_id"]), late.envelope,
                                  signed_refusal));
}

}    // namespace

TEST_CASE("the log of the vectors, submitted and cast, comes out as the same files") {
    VectorConference conference;
    submit_and_cast_all(conference);
    check_log_files(conference);
    check_results(conference);
    conference.server.stop();    // the files are the same after a restart
    conference.server.start();
    check_log_files(conference);
    check_results(conference);
    CHECK_FALSE(std::filesystem::exists(conference.folder / "box-key"));    // gone with the close
    check_late_ballot_is_refused(conference);

    conference.server.stop();
    disk::write_file(conference.folder / "box-key", Bytes(32));    // left where the power failed meanwhile
    conference.server.start();
    CHECK_FALSE(std::filesystem::exists(conference.folder / "box-key"));
    check_results(conference);
    check_late_ballot_is_refused(conference);
}

TEST_CASE("a manifest is this conference's, and names no dossier that is not there") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    conference.election->set_up();
    const auto refused = [&](auto change) {
        election::Manifest manifest = conference.election->state().manifest;
        change(manifest);
        const SigningKey* const signer = &conference.election->organizer();
        return reason_of(session.submit(election::make_entry({}, manifest, {&signer, 1}))) ==
               Reason::not_fitting;
    };
    const MadeElection elsewhere({});
    CHECK(refused([&](auto& manifest) { manifest.log_vkey = elsewhere.log_vkey().to_string(); }));
    CHECK(refused([](auto& manifest) { manifest.box_key = BoxKey(random_seed()).public_key(); }));
    CHECK(refused([](auto& manifest) { manifest.officials[1].dossier_sha256 = Bytes32{1}; }));
    CHECK(conference.submit_all(session));
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
    CHECK(server.instance().service().metrics().refused_so_far(Reason::malformed) == 2);
}
