// Go's packages for transparency logs check what a witness of ours cosigned: tlog/main.go.

#include <sys/wait.h>

#include <catch2/catch.hpp>

#include "client/cli/witness/cosigner.h"
#include "tests/support/folder.h"
#include "tests/support/passphrase.h"
#include "tests/support/published_log.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

constexpr std::uint64_t kTime = 1'796'000'000;

/// A log, and a witness that cosigned it at two sizes.
struct CosignedTwice {
    TemporaryFolder folder;
    SigningKey key{SecretBytes<32>(Bytes32{7})};
    Vkey vkey = *Vkey::make("vote.example/c/0123456789abcdef/log", NoteKeyType::log, key.public_key());
    WitnessKeys witness =
        *WitnessKeys::make(folder / "key", "Ban Kiểm tra", kPassphrase, kKeyFileCostForTests);
    Alarms alarms{folder / "alarms", witness, [] { return kTime; }};
    Cosigner cosigner{folder / "cosigned", witness, {vkey}, alarms, [] { return kTime; }};
    PublishedLog log;
    std::string older, newer;
    std::vector<Bytes32> proof;

    CosignedTwice(std::uint64_t old_size, std::uint64_t size) {
        older = cosigned_at(old_size, 0);
        newer = cosigned_at(size, old_size);
        proof = consistency_proof(old_size, size, subtrees_of(log.stored()));
    }
    std::string cosigned_at(std::uint64_t size, std::uint64_t old_size) {
        while (log.size() < size) {
            const Bytes entry = copy(bytes_of("entry " + std::to_string(log.size())));
            log.append({&entry, 1});
        }
        const std::string text = Checkpoint{vkey.name(), size, log.root()}.to_string();
        const AddCheckpoint asked{old_size,
                                  old_size == 0
                                      ? std::vector<Bytes32>()
                                      : consistency_proof(old_size, size, subtrees_of(log.stored())),
                                  SignedNote{text, {sign_note(text, vkey, key)}}.to_string()};
        const WitnessAnswer answer = cosigner.add_checkpoint(asked.to_string());
        REQUIRE(answer.status == 200);
        return asked.checkpoint + answer.body;
    }
    /// Whether Go takes them; what it says is put into `said`.
    bool taken(std::string& said) const {
        disk::write_file(folder / "older", older);
        disk::write_file(folder / "newer", newer);
        std::string lines;
        for (const Bytes32& hash : proof) lines += to_base64(hash) + "\n";
        disk::write_file(folder / "proof", lines);
        const auto file = [this](const char* name) { return " " + (folder / name).string(); };
        const std::string command = std::string(VOUCH_TLOG_PEER) + " '" + vkey.to_string() + "' '" +
                                    witness.vkey().to_string() + "'" + file("older") + file("newer") +
                                    file("proof") + " >" + file("said") + " 2>&1";
        const int status = std::system(command.c_str());
        said = disk::read_text_file(folder / "said");
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
};

}    // namespace

TEST_CASE("Go's note and tlog packages take what a witness cosigned, at every two sizes") {
    for (const auto& [old_size, size] :
         {std::pair<std::uint64_t, std::uint64_t>{1, 2}, {3, 8}, {8, 300}, {256, 257}}) {
        CAPTURE(old_size, size);
        const CosignedTwice made(old_size, size);
        std::string said;
        const bool taken = made.taken(said);
        INFO(said);
        REQUIRE(taken);
        CHECK(said ==
              std::to_string(old_size) + " " + std::to_string(size) + " " + std::to_string(kTime) + "\n");
    }
}

TEST_CASE("they refuse a cosignature, a root or a proof that was changed") {
    CosignedTwice made(3, 8);
    std::string said;
    REQUIRE(made.taken(said));
    const CosignedTwice other(3, 9);    // of a witness with another key
    const std::string newer = made.newer;
    for (const std::size_t place : {newer.size() - 6, newer.size() - 60, newer.find('\n') + 5}) {
        made.newer = newer;
        made.newer[place] = made.newer[place] == 'A' ? 'B' : 'A';
        CHECK_FALSE(made.taken(said));
    }
    made.newer = other.newer;
    CHECK_FALSE(made.taken(said));
    made.newer = newer;
    made.proof.front()[0] ^= 1;
    CHECK_FALSE(made.taken(said));
    made.proof.clear();
    CHECK_FALSE(made.taken(said));
}
