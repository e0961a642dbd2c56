#include "client/cli/shared/follow.h"

#include <catch2/catch.hpp>

#include "tests/client/local_conference.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

TEST_CASE("a follower hands on what is new, and remembers where it is") {
    LocalConference conference(300);
    LogFollower follower(conference.fetch(), conference.state.election_id);
    REQUIRE(follower.next()->size() == 2);
    CHECK(follower.next()->empty());
    conference.enrol(1);
    conference.enrol(2);
    const auto fresh = follower.next();
    REQUIRE(fresh->size() == 2);
    CHECK((*fresh)[1] == conference.log.entries()[3]);
    for (std::uint32_t number = 3; number <= 280; ++number) conference.enrol(number);    // over a full bundle
    CHECK(follower.next()->size() == 278);
    CHECK(follower.seen().size == 282);
    CHECK(follower.seen().root == conference.log.root());
    CHECK(*follower.log_vkey() == conference.log_vkey);

    LogFollower later(conference.fetch(), conference.state.election_id, follower.seen());
    CHECK(later.next()->size() == 282);
}

TEST_CASE("a partial bundle that is gone is taken from the full one") {
    LocalConference conference(300);
    for (std::uint32_t number = 1; number <= 100; ++number) conference.enrol(number);
    const PublishedLog then = conference.log;
    for (std::uint32_t number = 101; number <= 270; ++number) conference.enrol(number);
    PublishedLog mixed = conference.log;
    mixed.files["checkpoint"] = then.files.at("checkpoint");
    for (std::uint32_t width = 1; width < 256; ++width)
        mixed.files.erase("tile/entries/000.p/" + std::to_string(width));
    LogFollower follower(mixed.fetch(), conference.state.election_id);
    CHECK(follower.next()->size() == 102);
}

TEST_CASE("another election, another key, a shorter log, another log: none is taken") {
    LocalConference conference;
    conference.enrol(1);
    const FetchFile fetch = conference.fetch();
    LogFollower other_election(fetch, Bytes32{});
    CHECK(other_election.next().rejection().reason == Reason::not_fitting);

    LogFollower follower(fetch, conference.state.election_id);
    REQUIRE(follower.next().ok());
    const Seen seen = follower.seen();

    LocalConference rewritten;
    rewritten.enrol(1);
    rewritten.enrol(2);
    LogFollower misled(rewritten.fetch(), std::nullopt, seen);
    CHECK(misled.next().rejection().detail.find("saw before") != std::string::npos);

    LocalConference shorter;
    LogFollower back(shorter.fetch(), std::nullopt, seen);
    CHECK(back.next().rejection().detail.find("gone back") != std::string::npos);

    // The entries are changed, and the checkpoint is signed for the old ones.
    Bytes& bundle = conference.log.files.at("tile/entries/000.p/3");
    bundle.back() ^= 1;
    LogFollower changed(fetch, conference.state.election_id);
    CHECK(changed.next().rejection().detail.find("do not fit its checkpoint") != std::string::npos);
    bundle.back() ^= 1;

    const std::string text = Checkpoint{conference.log_vkey.name(), 3, conference.log.root()}.to_string();
    const SigningKey stranger{SecretBytes<32>()};
    const Vkey stranger_key =
        *Vkey::make(conference.log_vkey.name(), NoteKeyType::log, stranger.public_key());
    conference.log.files["checkpoint"] =
        copy(bytes_of(SignedNote{text, {sign_note(text, stranger_key, stranger)}}.to_string()));
    LogFollower forged(fetch, conference.state.election_id);
    CHECK(forged.next().rejection().reason == Reason::bad_signature);
}

TEST_CASE("nothing is taken with a refusal: the log mended is followed on") {
    LocalConference conference;
    LogFollower follower(conference.fetch(), conference.state.election_id);
    REQUIRE(follower.next().ok());
    conference.enrol(1);
    const Bytes bundle = conference.log.files.at("tile/entries/000.p/3");
    conference.log.files.at("tile/entries/000.p/3").pop_back();
    CHECK_FALSE(follower.next().ok());
    conference.log.files.at("tile/entries/000.p/3") = bundle;
    CHECK(follower.next()->size() == 1);
}

TEST_CASE("a replica comes to the state that the log has") {
    LocalConference conference;
    Replica replica(conference.fetch(), conference.state.election_id);
    REQUIRE(replica.update().ok());
    CHECK(replica.state().summoned() == 6);
    conference.enrol_all();
    REQUIRE(replica.update().ok());
    CHECK(replica.state().enrolled() == 6);
    CHECK(replica.update_past(7).ok());
}
