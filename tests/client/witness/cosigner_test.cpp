// What a witness answers to whoever wants a cosignature: docs/audit-log-format.md, section 5.

#include "client/cli/witness/cosigner.h"

#include <catch2/catch.hpp>

#include "tests/support/folder.h"
#include "tests/support/passphrase.h"
#include "tests/support/published_log.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

constexpr std::uint64_t kTime = 1'796'000'000;

/// A log of some other project's, with as many entries as wanted.
struct ForeignLog {
    SigningKey key{SecretBytes<32>(Bytes32{7})};
    Vkey vkey = *Vkey::make("log.example/foreign", NoteKeyType::log, key.public_key());
    PublishedLog log;

    explicit ForeignLog(const std::string& seed = "entry ") : seed_(seed) {}
    std::string grown_to(std::uint64_t size) {
        while (log.size() < size) {
            const Bytes entry = copy(bytes_of(seed_ + std::to_string(log.size())));
            log.append({&entry, 1});
        }
        return signed_note(Checkpoint{vkey.name(), log.size(), log.root()}.to_string());
    }
    std::string signed_note(const std::string& text) const {
        return SignedNote{text, {sign_note(text, vkey, key)}}.to_string();
    }
    std::vector<Bytes32> proof_from(std::uint64_t old_size) const {
        return consistency_proof(old_size, log.size(), subtrees_of(log.stored()));
    }

private:
    std::string seed_;
};

struct CosigningDesk {
    TemporaryFolder folder;
    WitnessKeys keys = *WitnessKeys::make(folder / "key", "W", kPassphrase, kKeyFileCostForTests);
    Alarms alarms{folder / "alarms", keys, [] { return kTime; }};
    ForeignLog foreign;
    std::optional<Cosigner> cosigner;

    CosigningDesk() { start(); }
    void start() {
        cosigner.emplace(folder / "cosigned", keys, std::vector{foreign.vkey}, alarms, [] { return kTime; });
    }
    WitnessAnswer ask(std::uint64_t old_size, const std::vector<Bytes32>& proof, const std::string& note) {
        return cosigner->add_checkpoint(AddCheckpoint{old_size, proof, note}.to_string());
    }
    /// Of the foreign log, as it is.
    std::string at() const { return cosigner->at(monitor_path(foreign.vkey.name())).value_or(""); }
    /// The line of a good answer, which holds over that note.
    std::uint64_t time_in(const WitnessAnswer& answer, const std::string& note) const {
        REQUIRE(answer.status == 200);
        const auto verified = verify_checkpoint(note + answer.body, foreign.vkey, {&keys.vkey(), 1});
        REQUIRE(verified.ok());
        REQUIRE(verified->cosignatures.size() == 1);
        return verified->cosignatures[0].time;
    }
};

}    // namespace

TEST_CASE("a checkpoint that extends the last one is cosigned, and what was signed outlasts a restart") {
    CosigningDesk desk;
    CHECK(desk.at().empty());
    const std::string first = desk.foreign.grown_to(3);
    CHECK(desk.time_in(desk.ask(0, {}, first), first) == kTime);
    CHECK(desk.time_in(desk.ask(3, {}, first), first) == kTime);    // the same tree once more
    const std::string second = desk.foreign.grown_to(8);
    CHECK(desk.time_in(desk.ask(3, desk.foreign.proof_from(3), second), second) == kTime);
    desk.start();
    CHECK(verify_checkpoint(desk.at(), desk.foreign.vkey, {&desk.keys.vkey(), 1})->checkpoint.size == 8);
    const std::string third = desk.foreign.grown_to(300);
    CHECK(desk.ask(0, {}, third).status == 409);
    CHECK(desk.time_in(desk.ask(8, desk.foreign.proof_from(8), third), third) == kTime);
    CHECK(desk.alarms.all().empty());
}

TEST_CASE("what must not be cosigned is refused with the status that says why, and changes nothing") {
    CosigningDesk desk;
    const std::string old = desk.foreign.grown_to(5);
    desk.time_in(desk.ask(0, {}, old), old);
    const std::string before = desk.at();
    const std::string grown = desk.foreign.grown_to(9);
    const auto proof = desk.foreign.proof_from(5);

    CHECK(desk.cosigner->add_checkpoint("").status == 400);
    CHECK(desk.cosigner->add_checkpoint("old 5\n\nno note\n").status == 400);
    CHECK(desk.cosigner->add_checkpoint("old 05\n\n" + grown).status == 400);
    CHECK(desk.ask(10, {}, grown).status == 400);    // larger than what is to be signed

    ForeignLog stranger;
    stranger.vkey = *Vkey::make("log.example/other", NoteKeyType::log, stranger.key.public_key());
    CHECK(desk.ask(0, {}, stranger.grown_to(2)).status == 404);

    ForeignLog forger;    // says that it is the log that is trusted
    forger.key = SigningKey(SecretBytes<32>(Bytes32{8}));
    forger.vkey = *Vkey::make(desk.foreign.vkey.name(), NoteKeyType::log, forger.key.public_key());
    CHECK(desk.ask(5, proof, forger.grown_to(9)).status == 403);

    for (const std::uint64_t other : {0, 4, 6}) {
        const WitnessAnswer conflict = desk.ask(other, {}, grown);
        CHECK(conflict.status == 409);
        CHECK(conflict.content_type == "text/x.tlog.size");
        CHECK(conflict.body == "5\n");
    }

    CHECK(desk.ask(5, {}, grown).status == 422);
    auto changed = proof;
    changed.front()[0] ^= 1;
    CHECK(desk.ask(5, changed, grown).status == 422);
    changed = proof;
    changed.push_back(Bytes32{});
    CHECK(desk.ask(5, changed, grown).status == 422);
    CHECK(desk.at() == before);
    CHECK(desk.alarms.all().empty());
    desk.time_in(desk.ask(5, proof, grown), grown);    // the control
}

TEST_CASE("an empty log has one root") {
    CosigningDesk desk;
    const auto empty = [&](const Bytes32& root) {
        return desk.foreign.signed_note(Checkpoint{desk.foreign.vkey.name(), 0, root}.to_string());
    };
    CHECK(desk.ask(0, {}, empty(Bytes32{})).status == 422);
    CHECK(desk.ask(0, {}, empty(sha256({}))).status == 200);
    const std::string grown = desk.foreign.grown_to(1);
    desk.time_in(desk.ask(0, {}, grown), grown);
}

TEST_CASE("two roots of one size are an alarm, with both checkpoints, and end the log's cosigning") {
    CosigningDesk desk;
    const std::string one = desk.foreign.grown_to(4);
    desk.time_in(desk.ask(0, {}, one), one);
    ForeignLog forked("another ");
    const std::string other = forked.grown_to(4);
    CHECK(desk.ask(4, {}, other).status == 422);
    const auto alarms = desk.alarms.all();
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0].evidence.lie == Lie::fork);
    CHECK(alarms[0].evidence.later == other);
    const std::string grown = desk.foreign.grown_to(6);
    CHECK(desk.ask(4, desk.foreign.proof_from(4), grown).status == 403);
    const Alarms again(desk.folder / "alarms", desk.keys, [] { return kTime; });
    CHECK(again.any_about(desk.foreign.vkey.name()));
    CHECK_FALSE(again.any_about("log.example/other"));
}

TEST_CASE("nothing is signed where it is not known what was signed last") {
    CosigningDesk desk;
    const std::string note = desk.foreign.grown_to(4);
    desk.time_in(desk.ask(0, {}, note), note);
    const Path file = desk.folder / "cosigned" / monitor_path(desk.foreign.vkey.name()).substr(1);
    disk::write_file(file, note);    // without the witness's own line
    CHECK_THROWS_AS(desk.start(), StorageError);
    disk::write_file(file, std::string("half a no"));
    CHECK_THROWS_AS(desk.start(), StorageError);
}
