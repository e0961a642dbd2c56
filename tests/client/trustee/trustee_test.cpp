#include "client/cli/trustee/trustee.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/confirm.h"
#include "client/cli/trustee/ceremony.h"
#include "client/cli/trustee/decrypt.h"
#include "election/fingerprint.h"
#include "election/slip.h"
#include "tests/client/local_conference.h"
#include "tests/support/passphrase.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

namespace {

/// A conference whose board has made its key and whose people are enrolled.
struct ReadyToOpen {
    TemporaryFolder folder;
    std::vector<TrusteeKeys> board = make_board(folder, 3);
    LocalConference conference;
    ReadyToOpen() {
        conference.seat(board);
        run_ceremony(conference, board);
        conference.enrol_all();
    }
    void confirm_by_all() {
        for (const TrusteeKeys& keys : board) {
            const auto entry = confirmed_by(keys, conference.state);
            REQUIRE(entry.ok());
            REQUIRE(conference.submit(*entry).ok());
        }
    }
    void hold_vote() {
        REQUIRE(conference.open().ok());
        confirm_by_all();
        for (std::uint32_t number = 1; number <= 6; ++number)
            conference.cast(number, {Level::high, number % 2 ? Level::low : Level::blank});
        REQUIRE(conference.close().ok());
    }
};

}    // namespace

TEST_CASE("a trustee's key file opens again, and only with its passphrase") {
    const TemporaryFolder folder;
    const auto made = TrusteeKeys::make(folder / "home", "Lê Chi", kPassphrase, kKeyFileCostForTests);
    REQUIRE(made.ok());
    const auto opened = TrusteeKeys::open(folder / "home", kPassphrase);
    REQUIRE(opened.ok());
    CHECK(opened->card() == made->card());
    CHECK(opened->card().name == "Lê Chi");
    CHECK_FALSE(TrusteeKeys::open(folder / "home", SecretBuffer(bytes_of("wrong horse"))).ok());
    CHECK_FALSE(TrusteeKeys::open(folder / "elsewhere", kPassphrase).ok());
    const auto again = TrusteeKeys::make(folder / "home", "Lê Chi", kPassphrase, kKeyFileCostForTests);
    CHECK(again.rejection().reason == Reason::not_fitting);
    CHECK(std::filesystem::status(folder / "home/trustee.key").permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("the board makes its key, and each share fits what the log fixes") {
    const TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference;
    CHECK(ceremony_step(conference.state, board[0], {})->waiting_for == "the organizer to sign the board");
    conference.seat(board);
    CHECK(run_ceremony(conference, board) == 6);    // a dealing and an acknowledgement each
    for (const TrusteeKeys& keys : board) {
        const auto step = ceremony_step(conference.state, keys, {});
        CHECK(step->done);
        CHECK_FALSE(step->asks_anchor);
        CHECK(step->entries.empty());
        CHECK(secret_share(conference.state, keys).ok());
    }
}

TEST_CASE("a board without a trustee's keys is not dealt to") {
    const TemporaryFolder folder;
    const auto keys = make_board(folder, 4);
    LocalConference conference;
    const KeyCard stranger = keys[3].card();
    KeyCard half = keys[0].card();    // one key of trustee 1's, one of another
    half.box_key = stranger.box_key;
    el::Board board;
    for (const KeyCard& card : {half, keys[1].card(), keys[2].card()})
        board.trustees.push_back({card.name, card.sign_key, card.box_key});
    REQUIRE(conference.say(board).ok());
    CHECK(ceremony_step(conference.state, keys[0], {}).rejection().reason == Reason::not_fitting);
    CHECK(ceremony_step(conference.state, keys[3], {}).rejection().reason == Reason::not_fitting);
    CHECK(ceremony_step(conference.state, keys[1], {}).ok());
}

TEST_CASE("what a trustee waits for is named") {
    const TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference;
    conference.seat(board);
    const auto step = ceremony_step(conference.state, board[1], {});
    REQUIRE(step->entries.size() == 1);
    REQUIRE(conference.submit(step->entries[0]).ok());
    CHECK(ceremony_step(conference.state, board[1], {})->waiting_for ==
          "the dealing of Trustee 1, Trustee 3");
}

TEST_CASE("a share that does not fit is complained of, answered, and used") {
    const TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference;
    conference.seat(board);
    // Trustee 1 deals rightly, but the box for trustee 3 holds what was dealt to trustee 2.
    const auto step = ceremony_step(conference.state, board[0], {});
    auto entry = el::decode_entry(step->entries.at(0));
    auto dealing = std::get<el::Dealing>(entry->body);
    dealing.sealed_shares[2] = dealing.sealed_shares[1];
    REQUIRE(conference.say_as(board[0].sign(), dealing).ok());
    // Three dealings, a complaint, an answer, three acknowledgements, of which one dealing is in already.
    CHECK(run_ceremony(conference, board) == 7);
    CHECK(conference.state.ceremony->complaints.size() == 1);
    CHECK(conference.state.ceremony->complaints.begin()->first ==
          std::pair<std::uint32_t, std::uint32_t>(1, 3));
    for (const TrusteeKeys& keys : board) CHECK(secret_share(conference.state, keys).ok());
}

TEST_CASE("a dealer that lost its folder cannot answer, and says so") {
    const TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference;
    conference.seat(board);
    const auto step = ceremony_step(conference.state, board[0], {});
    REQUIRE(conference.submit(step->entries.at(0)).ok());
    REQUIRE(conference.say_as(board[2].sign(), el::Complaint{conference.state.ceremony->digest, 3, 1}).ok());
    for (const auto& file : std::filesystem::directory_iterator(board[0].home()))
        if (file.path().extension() == ".sealed") std::filesystem::remove(file.path());
    const auto lost = ceremony_step(conference.state, board[0], {});
    REQUIRE_FALSE(lost.ok());
    CHECK(lost.rejection().detail.find("a new board is needed") != std::string::npos);
}

TEST_CASE("a confirmer sees the numbers, and confirms an open and a close once") {
    ReadyToOpen ready;
    LocalConference& conference = ready.conference;
    const TrusteeKeys& keys = ready.board[0];
    CHECK_FALSE(to_confirm(conference.state, keys.sign().public_key()).ok());
    REQUIRE(conference.open().ok());
    const auto sheet = to_confirm(conference.state, keys.sign().public_key());
    REQUIRE(sheet.ok());
    CHECK_FALSE(sheet->of_close);
    CHECK(sheet->digest == conference.state.open_digest);
    CHECK(sheet->summoned == 6);
    CHECK(sheet->present == 6);
    CHECK(sheet->quorum_met);
    CHECK(sheet->ballots == 0);
    CHECK(sheet->needed == 3);
    CHECK_FALSE(sheet->by_me);
    CHECK(sheet->text().find(el::opening_number(conference.state.open_digest)) != std::string::npos);
    CHECK(sheet->text().find(el::anchor_mark(*conference.state.anchor())) != std::string::npos);
    CHECK(sheet->fingerprint.empty());    // nobody has it before the open is confirmed
    CHECK_FALSE(to_confirm(conference.state, conference.organizer.public_key()).ok());
    CHECK_FALSE(confirm(conference.state, {conference.organizer, ready.folder.path(), {}},
                        digest_to_confirm(conference.state))
                    .ok());

    const auto entry = confirmed_by(keys, conference.state);
    REQUIRE(entry.ok());
    const auto retried = el::decode_entry(*confirmed_by(keys, conference.state));    // with another nonce
    CHECK(*std::get<el::Confirmation>(retried->body).coin ==
          *std::get<el::Confirmation>(el::decode_entry(*entry)->body).coin);
    REQUIRE(conference.submit(*entry).ok());
    CHECK(to_confirm(conference.state, keys.sign().public_key())->by_me);

    el::State fork = conference.state;    // another open of the same election
    fork.open_digest[0] ^= 1;
    CHECK(confirmed_by(keys, fork, conference.state.open_digest)
              .rejection()
              .detail.find("look at the numbers") != std::string::npos);
    const auto second = confirmed_by(keys, fork);
    REQUIRE_FALSE(second.ok());
    CHECK(second.rejection().reason == Reason::not_fitting);
    CHECK(second.rejection().detail.find("another open") != std::string::npos);

    fork.phase = el::Phase::counting;    // nor the close of that other open
    fork.close_digest = fork.open_digest;
    const auto close = confirmed_by(keys, fork);
    REQUIRE_FALSE(close.ok());
    CHECK(close.rejection().detail.find("another open") != std::string::npos);
}

TEST_CASE("nothing is acknowledged before the anchor was compared, nor under another board's") {
    const TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference;
    conference.seat(board);
    for (const TrusteeKeys& keys : board)
        REQUIRE(conference.submit(ceremony_step(conference.state, keys, {})->entries.at(0)).ok());
    Bytes32 other = *conference.state.anchor();
    other[31] ^= 1;
    for (const std::optional<Bytes32>& compared : {std::optional<Bytes32>(), std::optional(other)}) {
        const auto step = ceremony_step(conference.state, board[0], compared);
        REQUIRE(step.ok());
        CHECK(step->asks_anchor);
        CHECK(step->entries.empty());
    }
    const auto step = ceremony_step(conference.state, board[0], conference.state.anchor());
    CHECK(step->entries.size() == 1);
    CHECK_FALSE(step->asks_anchor);
}

TEST_CASE("the fingerprint exists once the open is confirmed, whoever of the board confirmed it") {
    ReadyToOpen ready;
    LocalConference& conference = ready.conference;
    REQUIRE(conference.open().ok());
    const el::State opened = conference.state;
    std::optional<Bytes32> fingerprint;
    for (const auto& order : {std::vector<std::size_t>{0, 1, 2}, {2, 1, 0}, {1, 2, 0}}) {
        el::State state = opened;
        for (const std::size_t i : order) {
            CHECK_FALSE(state.fingerprint_hash());
            REQUIRE(el::apply_carried(state, *confirmed_by(ready.board[i], state)).ok());
        }
        REQUIRE(state.fingerprint_hash());
        if (!fingerprint) fingerprint = state.fingerprint_hash();
        CHECK(state.fingerprint_hash() == fingerprint);
    }
}

TEST_CASE("a witness made from the library confirms in the place of a trustee") {
    ReadyToOpen ready;
    LocalConference& conference = ready.conference;
    REQUIRE(conference.open().ok());
    for (std::size_t i = 0; i < 2; ++i)
        REQUIRE(conference.submit(*confirmed_by(ready.board[i], conference.state)).ok());
    CHECK_FALSE(conference.state.open_confirmed());
    const Path witness_home = ready.folder / "witness";
    const auto entry = confirm(conference.state, {conference.witness, witness_home, {}},
                               digest_to_confirm(conference.state));
    REQUIRE(entry.ok());
    REQUIRE(conference.submit(*entry).ok());
    CHECK(conference.state.open_confirmed());
}

TEST_CASE("a trustee whose record of its shares was damaged does not decrypt again") {
    ReadyToOpen ready;
    ready.hold_vote();
    ready.confirm_by_all();
    const el::State& state = ready.conference.state;
    REQUIRE(decrypt(state, ready.board[0]).ok());
    const Path record = ready.board[0].home() / ("decrypted-" + to_hex(state.election_id));
    const std::string whole = disk::read_text_file(record);
    for (const std::string& damaged :
         {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"),
          std::string(R"({"sums":1,"entry":2})"), std::string(R"({"sums":"","entry":"?"})")}) {
        CAPTURE(damaged);
        disk::write_file(record, damaged);
        const auto again = decrypt(state, ready.board[0]);
        REQUIRE_FALSE(again.ok());
        CHECK(again.rejection().detail.find("was changed") != std::string::npos);
    }
}

TEST_CASE("two trustees count; each decrypts one set of sums, once") {
    ReadyToOpen ready;
    LocalConference& conference = ready.conference;
    CHECK_FALSE(decrypt(conference.state, ready.board[0]).ok());
    ready.hold_vote();
    CHECK(decrypt(conference.state, ready.board[0]).rejection().reason == Reason::too_early);
    ready.confirm_by_all();
    const auto entry = decrypt(conference.state, ready.board[0]);
    REQUIRE(entry.ok());
    CHECK(*decrypt(conference.state, ready.board[0]) == *entry);    // the very same bytes

    el::State fork = conference.state;
    fork.sums[0].alpha = fork.sums[1].alpha;
    const auto other = decrypt(fork, ready.board[0]);
    REQUIRE_FALSE(other.ok());
    CHECK(other.rejection().detail.find("decrypted other sums") != std::string::npos);

    el::State reclosed = conference.state;
    reclosed.close_digest[0] ^= 1;
    const auto unseen = decrypt(reclosed, ready.board[2]);    // which confirmed the other one
    REQUIRE_FALSE(unseen.ok());
    CHECK(unseen.rejection().detail.find("confirmed another close") != std::string::npos);

    REQUIRE(conference.submit(*entry).ok());
    REQUIRE(conference.submit(*decrypt(conference.state, ready.board[2])).ok());
    REQUIRE(conference.state.result.has_value());
    const auto& lines = conference.state.result->lines;
    CHECK(lines[0].high == 6);
    CHECK(lines[1].low == 3);
    CHECK(lines[1].blank == 3);
}

TEST_CASE("no shares while a paper count is due") {
    TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference(7);
    conference.seat(board);
    run_ceremony(conference, board);
    for (std::uint32_t number = 1; number <= 6; ++number) conference.enrol(number);
    REQUIRE(conference.say(el::Paper{7}).ok());
    REQUIRE(conference.open().ok());
    const auto confirm_all = [&] {
        for (const TrusteeKeys& keys : board)
            REQUIRE(conference.submit(*confirmed_by(keys, conference.state)).ok());
    };
    confirm_all();
    for (std::uint32_t number = 1; number <= 6; ++number) conference.cast(number, {Level::low, Level::low});
    REQUIRE(conference.close().ok());
    confirm_all();
    const auto due = decrypt(conference.state, board[0]);
    REQUIRE_FALSE(due.ok());
    CHECK(due.rejection().detail.find("paper count") != std::string::npos);
}
