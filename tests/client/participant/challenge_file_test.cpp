#include "client/cli/participant/challenge_file.h"

#include <catch2/catch.hpp>

#include "client/cli/participant/home.h"
#include "election/enrolment.h"
#include "tests/client/local_conference.h"
#include "tests/support/passphrase.h"
#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

namespace {

/// A sealed ballot, and the challenge of it.
struct Challenged {
    TemporaryFolder folder;
    LocalConference conference;
    Bytes32 tracker{};
    el::ChallengedBallot shown;

    Challenged() {
        const auto board = make_board(folder, 3);
        conference.seat(board);
        run_ceremony(conference, board);
        conference.enrol_all();
        REQUIRE(conference.open().ok());
        const el::Opening& opening = *conference.state.opening;
        const auto credential = el::locate(opening, conference.credential(2));
        std::vector<SecretDigit> digits;
        digits.emplace_back(static_cast<std::uint8_t>(Level::high));
        digits.emplace_back(static_cast<std::uint8_t>(Level::blank));
        el::SealedBallot sealed = sealed_ballot(opening, *credential, digits);
        tracker = sealed.tracker.tracker;
        shown = el::challenge(std::move(sealed));
    }
};

}    // namespace

TEST_CASE("a challenge read from its file shows the choices under the tracker that was noted") {
    const Challenged made;
    const el::Opening& opening = *made.conference.state.opening;
    const auto read = parse_challenge(challenge_text(made.shown));
    REQUIRE(read.ok());
    const std::vector<Level> choices{Level::high, Level::blank};
    const std::string shown = el::tracker_characters(made.tracker);
    std::string grouped = shown.substr(0, 8) + '-' + shown.substr(8);
    grouped[0] = static_cast<char>(std::tolower(grouped[0]));
    for (const std::string& noted : {to_hex(made.tracker), shown, grouped}) {
        CAPTURE(noted);
        const auto checked = check_noted(opening, noted, *read);
        REQUIRE(checked.ok());
        CHECK(*checked == choices);
    }
    Bytes32 other = made.tracker;
    other[0] ^= 1;
    CHECK(check_noted(opening, to_hex(other), *read).rejection().reason == Reason::bad_proof);
    CHECK(check_noted(opening, el::tracker_characters(other), *read).rejection().reason == Reason::bad_proof);
    CHECK(check_noted(opening, "short", *read).rejection().reason == Reason::malformed);

    el::ChallengedBallot lying = *read;    // other choices than were sealed
    lying.levels[1] = Level::low;
    CHECK(check_noted(opening, shown, lying).rejection().reason == Reason::bad_proof);
}

TEST_CASE("what is no challenge is refused") {
    const Challenged made;
    const std::string good = challenge_text(made.shown);
    REQUIRE(parse_challenge(good).ok());
    for (const std::string& bad :
         {std::string(), std::string("{}"), std::string("[]"), std::string("{\"officials\":{}}"),
          good.substr(1), good.substr(0, good.size() / 2)})
        CHECK_FALSE(parse_challenge(bad).ok());
    std::string level = good;
    level[level.find("\"level\": 3") + 9] = '4';
    CHECK_FALSE(parse_challenge(level).ok());
    level.replace(level.find("\"level\": 4") + 9, 1, "4294967296");    // 0 in 32 bits
    CHECK_FALSE(parse_challenge(level).ok());
}

TEST_CASE("a participant's folder keeps credential, pending ballot and receipts") {
    const TemporaryFolder folder;
    const auto address = conference_address("https://vote.example/c/0123456789abcdef", "");
    REQUIRE(address.ok());
    const DeviceCredential credential{system_rng().bytes32(), 17, random_credential(),
                                      copy(system_rng().bytes32())};
    const Path home = folder / "home";
    CHECK_FALSE(ParticipantHome::exists(home));
    REQUIRE(ParticipantHome::make(home, *address, credential, kPassphrase, kKeyFileCostForTests).ok());
    CHECK(ParticipantHome::exists(home));
    CHECK_FALSE(ParticipantHome::make(home, *address, credential, kPassphrase, kKeyFileCostForTests).ok());
    CHECK_FALSE(ParticipantHome::open(home, SecretBuffer(bytes_of("no"))).ok());
    const auto opened = ParticipantHome::open(home, kPassphrase);
    REQUIRE(opened.ok());
    CHECK(opened->credential().number == 17);
    CHECK(opened->credential().election_id == credential.election_id);
    CHECK(opened->credential().credential.pk() == credential.credential.pk());
    CHECK(opened->credential().anchor == credential.anchor);
    CHECK(read_record(home)->url == "https://vote.example/c/0123456789abcdef");
    // Two programs over one folder, and one that starts anew, never seal under one number.
    const auto second = ParticipantHome::open(home, kPassphrase);
    CHECK(opened->storage().next_sealing() == 1);
    CHECK(second->storage().next_sealing() == 2);
    CHECK(opened->storage().next_sealing() == 3);
    disk::write_file(home / "sealing", std::string("?"));
    CHECK_THROWS(opened->storage().next_sealing());

    CHECK_FALSE((*opened->pending()).has_value());
    const DeviceStorage storage = opened->storage();
    const Bytes body{1, 2, 3};
    storage.ballot(body);
    CHECK(**opened->pending() == body);
    storage.receipt({body, Bytes32{}, "proof"});
    CHECK_FALSE((*opened->pending()).has_value());
    REQUIRE(opened->receipts()->size() == 1);
    CHECK((*opened->receipts())[0].body == body);
    disk::write_file(home / "receipts/x.json", "{}");
    CHECK_FALSE(opened->receipts().ok());
}
