// A witness against a real server: named by its key in the manifest, attached, confirming beside the board.

#include "client/cli/witness/witness.h"

#include "client/cli/shared/status.h"
#include "election/confirmers.h"
#include "tests/client/hall.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

WitnessKeys witness_in(const Path& home, const std::string& name = "Ban Kiểm tra") {
    return must(WitnessKeys::make(home, name, kPassphrase, kKeyFileCostForTests));
}

/// A hall whose conference names that witness.
struct WitnessedHall : Hall {
    WitnessKeys witness = witness_in(folder / "witness");
    WitnessedHall() {
        Conference named = conference();
        named.manifest.witnesses = {witness.vkey().to_string()};
        named.manifest.witness_keys = {witness.vkey().key()};
        prepare(std::move(named));
        seat_board();
    }
    void check_in_six() {
        for (std::uint32_t number = 1; number <= 6; ++number) must(scanned(number).check_in());
    }
};

}    // namespace

TEST_CASE("a witness's key opens again, and its name keeps its spaces") {
    const TemporaryFolder folder;
    const WitnessKeys made = witness_in(folder / "w");
    CHECK(must(WitnessKeys::open(folder / "w", kPassphrase)).vkey() == made.vkey());
    CHECK(made.vkey().name() == "Ban_Kiểm_tra");
    CHECK(el::witness_name(made.vkey()) == "Ban Kiểm tra");
    CHECK(WitnessKeys::make(folder / "w", "Ban Kiểm tra", kPassphrase, kKeyFileCostForTests)
              .rejection()
              .reason == Reason::not_fitting);    // never replaced
    CHECK(WitnessKeys::make(folder / "plus", "A+B", kPassphrase, kKeyFileCostForTests).rejection().reason ==
          Reason::malformed);
    CHECK_FALSE(std::filesystem::exists(folder / "plus"));
}

TEST_CASE("with a witness the opening and the close are confirmed while a member of the board is away") {
    WitnessedHall hall;
    hall.check_in_six();
    const ConferenceAddress address = hall.organizer->address();
    const WitnessKeys stranger = witness_in(hall.folder / "stranger", "Người lạ");
    CHECK(WitnessAtWork::attach(stranger, address).rejection().reason == Reason::not_fitting);
    CHECK_FALSE(read_record(hall.folder / "stranger").ok());    // nothing of it is kept

    must(WitnessAtWork::attach(hall.witness, address));
    WitnessAtWork witness = must(WitnessAtWork::open(std::move(hall.witness)));
    CHECK(witness.sheet().rejection().reason == Reason::wrong_phase);    // nothing is open yet
    hall.board.pop_back();                                               // ill today
    must(hall.organizer->open_vote(1'700'000'000, ""));
    hall.confirm_by_all();
    must(witness.update());
    CHECK_FALSE(witness.state().open_confirmed());
    const ConfirmationSheet sheet = must(witness.sheet());
    CHECK(sheet.present == 6);
    CHECK_FALSE(sheet.by_me);
    Bytes32 other = sheet.digest;
    other[0] ^= 1;
    CHECK(witness.send_confirmation(other).rejection().reason == Reason::not_fitting);
    must(witness.send_confirmation(sheet.digest));
    CHECK(witness.state().open_confirmed());
    CHECK(must(witness.sheet()).by_me);
    CHECK(el::confirmer_names(witness.state(), witness.state().open_confirmations.keys) ==
          std::vector<std::string>{"Trustee 1", "Trustee 2", "Ban Kiểm tra"});
}

TEST_CASE("the status says at each step what is next, and who is awaited") {
    WitnessedHall hall;
    const auto next = [&] {
        must(hall.organizer->update());
        return next_step(hall.organizer->state());
    };
    const auto text = [&] { return status_text(hall.organizer->state(), {}); };
    CHECK(next() == NextStep::check_in);
    hall.check_in_six();
    CHECK(next() == NextStep::open);
    CHECK(text().find("Next: people check in; the organizer opens the vote: vouch organizer open") !=
          std::string::npos);
    must(hall.organizer->open_vote(1'700'000'000, ""));
    CHECK(next() == NextStep::confirm_open);
    CHECK(text().find("Not yet: Trustee 1, Trustee 2, Trustee 3, Ban Kiểm tra") != std::string::npos);
    CHECK(text().find("fingerprint") == std::string::npos);
    CHECK(text().find(
              "confirmed by 3, at least 2 of them of the board: vouch trustee confirm, vouch witness") !=
          std::string::npos);
    hall.confirm_by_all();
    CHECK(next() == NextStep::close);
    CHECK(text().find("fingerprint") != std::string::npos);
    const client::Json json = status_json(hall.organizer->state(), {});
    CHECK(json["phase"] == "voting");
    CHECK(json["open_confirmations"] == 3);
    CHECK(json["next"] == "close");
    must(hall.organizer->annul("the hall is flooded"));
    CHECK(next() == NextStep::ended);
    CHECK(text().find("the vote was annulled (the hall is flooded)") != std::string::npos);
}
