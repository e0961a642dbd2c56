// Receipts: what they prove, and that nothing near one proves anything.
#include "crypto/tlog_proof.h"

#include <catch2/catch.hpp>

#include "tests/support/log_vectors.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

const SigningKey signer_key(SecretBytes<32>(Bytes32{1}));
const SigningKey cosigner_key(SecretBytes<32>(Bytes32{2}));
const Vkey signer_vkey = *Vkey::make("vote.example/audit", NoteKeyType::log, signer_key.public_key());
const Vkey cosigner_vkey = *Vkey::make("witness.example/w1", NoteKeyType::witness, cosigner_key.public_key());

const std::vector<Bytes32> leaves = [] {
    std::vector<Bytes32> out;
    for (const Bytes& entry : small_entries()) out.push_back(leaf_hash(entry));
    return out;
}();

/// The signed checkpoint of the first `size` of the entries.
SignedNote checkpoint_of(std::size_t size) {
    const Checkpoint tree{signer_vkey.name(), size, merkle_root(std::span(leaves).first(size))};
    return {tree.to_string(), {sign_note(tree.to_string(), signer_vkey, signer_key)}};
}

std::string receipt_of(std::uint64_t index, std::size_t size) {
    return TlogProof{
        {}, index, inclusion_proof(index, std::span(leaves).first(size)), checkpoint_of(size).to_string()}
        .to_string();
}

}    // namespace

TEST_CASE("the receipt's text, with the proof of the vectors") {
    const std::string receipt = receipt_of(5, 8);
    CHECK(receipt ==
          "c2sp.org/tlog-proof@v1\n"
          "index 5\n"
          "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n"
          "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=\n"
          "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=\n"
          "\n" +
              checkpoint_of(8).to_string());
    CHECK(TlogProof::parse(receipt)->to_string() == receipt);
}

TEST_CASE("a receipt proves its own entry at its own place") {
    for (std::size_t size = 1; size <= 8; ++size)
        for (std::uint64_t index = 0; index < size; ++index)
            for (std::uint64_t other = 0; other < 8; ++other) {
                CAPTURE(size, index, other);
                const auto proven = verify_receipt(receipt_of(index, size), leaves[other], signer_vkey);
                REQUIRE(proven.ok() == (other == index));
                if (!proven.ok()) {
                    CHECK(refusal(proven) == "bad proof (receipt: inclusion)");
                    continue;
                }
                CHECK(proven->index == index);
                CHECK(proven->in.checkpoint.size == size);
            }
}

TEST_CASE("every single-bit change to a receipt is refused, and every cut") {
    const std::string receipt = receipt_of(5, 8);
    const Bytes32 leaf = leaves[5];
    REQUIRE(verify_receipt(receipt, leaf, signer_vkey).ok());
    for (std::size_t bit = 0; bit < receipt.size() * 8; ++bit) {
        std::string changed = receipt;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        CAPTURE(bit);
        REQUIRE_FALSE(verify_receipt(changed, leaf, signer_vkey).ok());
    }
    for (std::size_t length = 0; length < receipt.size(); ++length)
        REQUIRE_FALSE(verify_receipt(receipt.substr(0, length), leaf, signer_vkey).ok());
    REQUIRE_FALSE(verify_receipt(receipt + "\n", leaf, signer_vkey).ok());
    Bytes32 other_leaf = leaf;
    other_leaf[31] ^= 1;
    REQUIRE_FALSE(verify_receipt(receipt, other_leaf, signer_vkey).ok());
}

TEST_CASE("whose checkpoint a receipt may rest on") {
    const Bytes32 leaf = leaves[5];
    SignedNote note = checkpoint_of(8);
    note.signatures.push_back(cosign_note(note.text, cosigner_vkey, cosigner_key, 1'700'000'000));
    TlogProof proof = *TlogProof::parse(receipt_of(5, 8));
    proof.checkpoint = note.to_string();
    const auto proven = verify_receipt(proof.to_string(), leaf, signer_vkey, std::span(&cosigner_vkey, 1));
    REQUIRE(proven.ok());
    CHECK(proven->in.cosignatures == std::vector<GoodSignature>{{0, 1'700'000'000}});

    const Vkey other = *Vkey::make(signer_vkey.name(), NoteKeyType::log, cosigner_key.public_key());
    CHECK(refusal(verify_receipt(proof.to_string(), leaf, other)) ==
          "bad signature (note: not signed by a known key)");
    proof.checkpoint = checkpoint_of(7).to_string();
    CHECK(refusal(verify_receipt(proof.to_string(), leaf, signer_vkey)) == "bad proof (receipt: inclusion)");
}

TEST_CASE("receipts that are no receipts") {
    const std::string head = "c2sp.org/tlog-proof@v1\n", note = checkpoint_of(8).to_string();
    const std::string hash = "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n";
    const auto parsed = [](const std::string& receipt) { return refusal(TlogProof::parse(receipt)); };
    CHECK(parsed(head + "extra AAAA\nindex 5\n" + hash + "\n" + note) == "accepted");
    CHECK(TlogProof::parse(head + "extra AAAA\nindex 5\n\n" + note)->extra == Bytes(3));
    CHECK(parsed("") == "malformed (receipt: first line)");
    CHECK(parsed("c2sp.org/tlog-proof@v2\nindex 5\n\n" + note) == "malformed (receipt: first line)");
    CHECK(parsed(head) == "malformed (receipt: index)");
    CHECK(parsed(head + "extra AAAA\n") == "malformed (receipt: index)");
    CHECK(parsed(head + "extra AAAA\nextra AAAA\nindex 5\n\n" + note) == "malformed (receipt: index)");
    CHECK(parsed(head + "index 5\nextra AAAA\n\n" + note) == "malformed (base64)");
    CHECK(parsed(head + "extra AAA\nindex 5\n\n" + note) == "malformed (base64)");
    CHECK(parsed(head + "index 05\n\n" + note) == "malformed (decimal number)");
    CHECK(parsed(head + "index \n\n" + note) == "malformed (decimal number)");
    CHECK(parsed(head + "index 5\nAAAA\n\n" + note) == "malformed (another length than 32)");
    CHECK(parsed(head + "index 5\n" + hash) == "malformed (receipt: no checkpoint)");
    CHECK(parsed(std::string(kNoteBytesMax + 1, 'x')) == "too large (receipt)");
    std::string long_path = head + "index 5\n";
    for (std::size_t i = 0; i < kProofHashesMax; ++i) long_path += hash;
    CHECK(parsed(long_path + "\n" + note) == "accepted");
    CHECK(parsed(long_path + hash + "\n" + note) == "too large (receipt: path)");
    CHECK(refusal(verify_receipt(long_path + "\n" + note, leaves[5], signer_vkey)) ==
          "bad proof (receipt: inclusion)");
}
