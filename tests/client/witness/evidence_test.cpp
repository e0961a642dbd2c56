// Evidence that is made up proves nothing.

#include "client/cli/audit/evidence.h"

#include <catch2/catch.hpp>

#include "crypto/merkle_beginning.h"
#include "tests/client/local_conference.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

const SigningKey& made_up_key() {
    static const SigningKey key(SecretBytes<32>(Bytes32{41}));
    return key;
}
Vkey made_up_witness() {
    return *Vkey::make("W", NoteKeyType::witness, made_up_key().public_key());
}

/// An honest conference, and whoever wants to show that it lied.
struct MadeUp {
    LocalConference conference;
    TemporaryFolder folder;
    std::string earlier, later;

    MadeUp() {
        conference.enrol(1);
        earlier = text_of(conference.log.files.at("checkpoint"));
        for (std::uint32_t number = 2; number <= 6; ++number) conference.enrol(number);
        later = text_of(conference.log.files.at("checkpoint"));
    }
    Evidence about(Lie lie) const { return {lie, conference.log_vkey, earlier, later, {}, {}, {}, {}}; }
    Status check(const Evidence& evidence) const {
        disk::write_file(
            folder / kStatementFile,
            signed_statement(evidence, made_up_witness(), made_up_key(), 1'796'000'000).to_string());
        for (const auto& [file, content] : conference.log.files)
            disk::write_file(folder.path() / kEvidenceLog / file, content);
        const Vkey witness = made_up_witness();
        const auto found = check_evidence(folder.path(), conference.log_vkey, {&witness, 1});
        if (!found.ok()) return found.rejection();
        return accepted();
    }
    bool shown(const Evidence& evidence) const { return check(evidence).ok(); }
};

}    // namespace

TEST_CASE("no made-up proof shows that an honest log is two logs") {
    const MadeUp made;
    Evidence fork = made.about(Lie::fork);
    CHECK_FALSE(made.shown(fork));
    const std::uint64_t smaller = 3, larger = made.conference.log.size();
    fork.path = path_of_beginning(smaller, larger, subtrees_of(made.conference.log.stored()));
    CHECK_FALSE(made.shown(fork));
    const auto true_path = fork.path;
    for (std::size_t i = 0; i < true_path.size(); ++i) {
        fork.path = true_path;
        fork.path[i][0] ^= 1;
        CHECK_FALSE(made.shown(fork));
    }
    fork.path = true_path;
    fork.path.push_back(Bytes32{});
    CHECK_FALSE(made.shown(fork));
    fork.path.clear();
    fork.later = fork.earlier;
    CHECK_FALSE(made.shown(fork));
}

TEST_CASE("no honest log is shown to have a refused entry, another file, or another order") {
    const MadeUp made;
    for (const Lie lie : {Lie::refused, Lie::second_open, Lie::second_close, Lie::altered})
        for (std::uint64_t entry = 0; entry <= made.conference.log.size(); ++entry) {
            Evidence evidence = made.about(lie);
            evidence.entry = entry;
            evidence.file = lie == Lie::altered ? "tile/entries/000.p/8" : "";
            CHECK_FALSE(made.shown(evidence));
        }
    CHECK_FALSE(made.shown(made.about(Lie::rollback)));    // the later one is the larger one
    Evidence rollback = made.about(Lie::rollback);
    std::swap(rollback.earlier, rollback.later);
    CHECK(made.shown(rollback));    // on the witness's word alone
    CHECK_FALSE(proves_itself(Lie::rollback));
    Evidence missing = made.about(Lie::missing);
    missing.file = "tile/entries/001";    // which no log of this size has
    CHECK_FALSE(made.shown(missing));
    CHECK_FALSE(made.shown(made.about(Lie::bundle)));
}

TEST_CASE("a statement has one spelling, and reads as it was written") {
    const MadeUp made;
    Evidence evidence = made.about(Lie::altered);
    evidence.path = {Bytes32{1}, Bytes32{2}};
    evidence.file = "tile/entries/000.p/8";
    evidence.entry = 7;
    evidence.manifest = {1, 2, 3};
    const std::string text = evidence.text();
    CHECK(Evidence::parse(text)->text() == text);
    for (const std::string& other :
         {text + "\n", text.substr(1), text.substr(0, text.size() - 1), text + "entry 7\n", "\n" + text,
          std::string("vouch evidence/1\nlie none\n")})
        CHECK(Evidence::parse(other).rejection().reason == Reason::malformed);
    // A witness's key also signs checkpoints; no statement can pass for one.
    CHECK_FALSE(Checkpoint::parse(text).ok());
}
