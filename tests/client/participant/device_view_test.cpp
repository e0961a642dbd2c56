#include "client/cli/participant/device_view.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/confirm.h"
#include "client/cli/trustee/decrypt.h"
#include "tests/client/local_conference.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

namespace {

struct SeatedHall {
    TemporaryFolder folder;
    std::vector<TrusteeKeys> board = make_board(folder, 3);
    LocalConference conference;
    SeatedHall() {
        conference.seat(board);
        run_ceremony(conference, board);
    }
    void confirm_by(std::initializer_list<std::size_t> trustees) {
        for (const std::size_t i : trustees)
            REQUIRE(conference.submit(*confirmed_by(board[i], conference.state)).ok());
    }
    DeviceView view_of(std::uint32_t number) const {
        DeviceView view(conference.fetch(), conference.state.election_id);
        view.hold(conference.credential(number));
        return view;
    }
};

}    // namespace

TEST_CASE("a device comes to the same opening as everybody, once it is confirmed") {
    SeatedHall hall;
    hall.conference.enrol_all();
    DeviceView view = hall.view_of(3);
    REQUIRE(view.update().ok());
    CHECK(view.opening().rejection().reason == Reason::too_early);
    REQUIRE(hall.conference.open().ok());
    hall.confirm_by({0, 1});
    REQUIRE(view.update().ok());
    CHECK(view.opening().rejection().reason == Reason::too_early);
    hall.confirm_by({2});
    REQUIRE(view.update().ok());
    const auto opening = view.opening();
    REQUIRE(opening.ok());
    CHECK((*opening)->Y == hall.conference.state.opening->Y);
    CHECK((*opening)->open_digest == hall.conference.state.open_digest);
    CHECK((*opening)->rings[0].keys == hall.conference.state.opening->rings[0].keys);
    CHECK(el::locate(**opening, hall.conference.credential(3)).ok());

    DeviceView stranger(hall.conference.fetch(), hall.conference.state.election_id);
    REQUIRE(stranger.update().ok());
    CHECK(stranger.opening().rejection().reason == Reason::not_fitting);
}

TEST_CASE("a device finds its own ballots, the close and its confirmations") {
    SeatedHall hall;
    hall.conference.enrol_all();
    REQUIRE(hall.conference.open().ok());
    hall.confirm_by({0, 1, 2});
    DeviceView view = hall.view_of(2);
    hall.conference.cast(1, {Level::high, Level::high});
    hall.conference.cast(2, {Level::high, Level::low});
    hall.conference.cast(3, {Level::low, Level::low});
    hall.conference.cast(2, {Level::low, Level::low}, 1);
    REQUIRE(view.update().ok());
    REQUIRE(view.own_ballots().size() == 2);
    CHECK(view.own_ballots()[0].index + 2 == view.own_ballots()[1].index);
    CHECK(view.own_ballots()[1].revision == 1);
    bool found = false;
    for (const auto& [tag, counted] : hall.conference.state.ballots)
        found = found || counted.tracker == view.own_ballots()[1].tracker;
    CHECK(found);
    CHECK_FALSE(view.close_index());
    for (std::uint32_t number : {4u, 5u, 6u}) hall.conference.cast(number, {Level::low, Level::low});
    REQUIRE(hall.conference.close().ok());
    hall.confirm_by({2, 1});
    REQUIRE(view.update().ok());
    CHECK(view.close_index());
    CHECK_FALSE(view.close_confirmed());
    hall.confirm_by({0});
    REQUIRE(view.update().ok());
    CHECK(view.close_confirmed());
}

TEST_CASE("what a device checks itself of others' enrolments") {
    SeatedHall hall;
    LocalConference& conference = hall.conference;
    conference.enrol(1);
    const auto offered = [&](std::uint32_t number, const Credential& credential, std::uint32_t proven_for) {
        el::Enrolment body =
            el::make_enrolment(conference.state.election_id, proven_for, credential, system_rng());
        body.roll_number = number;
        const SigningKey key = el::code_key(conference.state.manifest.nonce, 2, conference.codes[1]);
        const SigningKey* const signer = &key;
        return el::make_entry(conference.state.election_id, body, {&signer, 1});
    };
    struct Case {
        const char* what;
        Bytes entry;
        bool taken;
    };
    const std::vector<Case> cases{
        {"honest", offered(2, conference.credential(2), 2), true},
        {"a proof that does not hold is the confirmers' to find", offered(3, conference.credential(3), 2),
         true},
        {"the number is taken", offered(1, conference.credential(4), 1), false},
        {"nobody has the number", offered(7, conference.credential(5), 7), false},
        {"the key was used before", offered(4, conference.credential(1), 4), false},
    };
    for (const auto& [what, entry, taken] : cases) {
        CAPTURE(what);
        PublishedLog log = conference.log;    // published past the rules, as a bad server would
        log.append({&entry, 1});
        const std::string text = Checkpoint{conference.log_vkey.name(), log.size(), log.root()}.to_string();
        log.files["checkpoint"] = copy(bytes_of(
            SignedNote{text, {sign_note(text, conference.log_vkey, conference.log_key)}}.to_string()));
        DeviceView view(log.fetch(), conference.state.election_id);
        view.hold(conference.credential(6));
        CHECK(view.update().ok() == taken);
        CHECK(view.update().ok() == taken);    // and stays so
        if (what != cases[1].what) continue;
        DeviceView own(log.fetch(), conference.state.election_id);    // its own it checks in full
        own.hold(conference.credential(3));
        CHECK_FALSE(own.update().ok());
    }
}

TEST_CASE("after the opening a device believes no close, annulment or own ballot that does not hold") {
    SeatedHall hall;
    LocalConference& conference = hall.conference;
    conference.enrol_all();
    REQUIRE(conference.open().ok());
    hall.confirm_by({0, 1, 2});
    conference.cast(2, {Level::high, Level::low});
    const Bytes32& id = conference.state.election_id;
    Bytes junk = copy(el::decode_entry(conference.log.entries().back())->body_bytes());
    junk[4] = 7;    // the own tag, another revision, and proofs that do not hold
    const SigningKey* const stranger = &conference.witness;
    struct Case {
        const char* what;
        Bytes entry;
    };
    const std::vector<Case> cases{
        {"a close without a signature", el::make_entry(id, el::Close{}, {})},
        {"a close by a stranger", el::make_entry(id, el::Close{}, {&stranger, 1})},
        {"an annulment without a signature", el::make_entry(id, el::Annulment{"over"}, {})},
        {"an annulment by a stranger", el::make_entry(id, el::Annulment{"over"}, {&stranger, 1})},
        {"a ballot under one's own tag", el::make_ballot_entry(junk)},
    };
    for (const auto& [what, entry] : cases) {
        CAPTURE(what);
        PublishedLog log = conference.log;    // published past the rules, as a bad server would
        log.append({&entry, 1});
        const Checkpoint checkpoint{conference.log_vkey.name(), log.size(), log.root()};
        SignedNote note{checkpoint.to_string(), {}};
        note.signatures.push_back(sign_note(note.text, conference.log_vkey, conference.log_key));
        log.files["checkpoint"] = copy(bytes_of(note.to_string()));
        DeviceView view(log.fetch(), id);
        view.hold(conference.credential(2));
        CHECK_FALSE(view.update().ok());
        CHECK_FALSE(view.close_index());
        CHECK_FALSE(view.annulled());
    }
}
