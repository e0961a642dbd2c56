// Key files open with their passphrase for their purpose, and in no other way.
#include "crypto/key_file.h"

#include <sodium.h>

#include <catch2/catch.hpp>

#include "crypto/signature.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

const ByteView passphrase = bytes_of("correct horse");
const std::string kPurpose = "trustee";
constexpr std::size_t kPassesAt = 16, kMemoryAt = 20;

Bytes sealed(std::string_view payload) {
    return seal_key_file(kPurpose, SecretBuffer(bytes_of(payload)), passphrase, kKeyFileCostForTests);
}

std::string answer(std::string_view purpose, ByteView file, ByteView phrase) {
    const auto opened = open_key_file(purpose, file, phrase);
    return opened.ok() ? "opened: " + text_of(opened->view()) : to_string(opened.rejection());
}

std::string answer_with_cost(Bytes file, std::uint32_t passes, std::uint32_t memory_kib) {
    std::ranges::copy(le32(passes), file.begin() + kPassesAt);
    std::ranges::copy(le32(memory_kib), file.begin() + kMemoryAt);
    return answer(kPurpose, file, passphrase);
}

const std::string kWrong = "malformed (key file: wrong passphrase, or changed)";
const std::string kCost = "malformed (key file: cost)";

}    // namespace

TEST_CASE("a key file gives back what was sealed, and is another one every time") {
    CHECK(answer(kPurpose, sealed("a secret"), passphrase) == "opened: a secret");
    CHECK(answer(kPurpose, sealed(""), passphrase) == "opened: ");
    const std::string large(kKeyFilePayloadBytesMax, 's');
    CHECK(answer(kPurpose, sealed(large), passphrase) == "opened: " + large);
    CHECK(sealed("a secret") != sealed("a secret"));
    const Bytes no_phrase =
        seal_key_file(kPurpose, SecretBuffer(bytes_of("a secret")), {}, kKeyFileCostForTests);
    CHECK(answer(kPurpose, no_phrase, {}) == "opened: a secret");
    CHECK(answer(kPurpose, no_phrase, passphrase) == kWrong);
}

TEST_CASE("a key file at the cost for people") {
    const Bytes file = seal_key_file(kPurpose, SecretBuffer(bytes_of("a secret")), passphrase);
    CHECK(answer(kPurpose, file, passphrase) == "opened: a secret");
    CHECK(answer_with_cost(file, kKeyFileCostForTests.passes, kKeyFileCostForTests.memory_kib) == kWrong);
}

TEST_CASE("another passphrase, another purpose") {
    const Bytes file = sealed("a secret");
    CHECK(answer(kPurpose, file, bytes_of("correct horsf")) == kWrong);
    CHECK(answer(kPurpose, file, bytes_of("correct horse ")) == kWrong);
    CHECK(answer(kPurpose, file, {}) == kWrong);
    CHECK(answer("participant", file, passphrase) == "malformed (key file: another purpose)");
    CHECK(answer("", file, passphrase) == "malformed (key file: another purpose)");
    // Whoever writes another purpose of the same length over it still has a file sealed for the first.
    Bytes renamed = file;
    const std::string other = "witness";
    std::ranges::copy(bytes_of(other), renamed.begin() + 41);
    CHECK(answer(kPurpose, renamed, passphrase) == "malformed (key file: another purpose)");
    CHECK(answer(other, renamed, passphrase) == kWrong);
}

TEST_CASE("a box that holds less than the binding is refused, though it opens") {
    const Bytes file = sealed("");
    const Bytes header(file.begin(), file.begin() + 41 + static_cast<std::ptrdiff_t>(kPurpose.size()));
    const ByteView salt = ByteView(file).subspan(kMemoryAt + 4, crypto_pwhash_SALTBYTES);
    SecretBytes<32> key;
    REQUIRE(crypto_pwhash(key.mutable_view().data(), 32, reinterpret_cast<const char*>(passphrase.data()),
                          passphrase.size(), salt.data(), kKeyFileCostForTests.passes,
                          std::size_t{kKeyFileCostForTests.memory_kib} * 1024,
                          crypto_pwhash_ALG_ARGON2ID13) == 0);
    const auto boxed = [&](std::size_t bytes) {
        Bytes out = header;
        append(out, seal_secretbox(key, Bytes(bytes)));
        return out;
    };
    const auto whole = open_secretbox(key, ByteView(file).subspan(header.size()));
    REQUIRE(whole.ok());    // the key is the file's
    for (std::size_t bytes = 0; bytes < whole->size(); ++bytes)
        CHECK(answer(kPurpose, boxed(bytes), passphrase) == kWrong);
}

TEST_CASE("every changed bit, every cut and every addition is refused") {
    const Bytes file = sealed("a secret");
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        Bytes changed = file;
        changed[bit / 8] ^= std::uint8_t(1u << (bit % 8));
        CAPTURE(bit);
        REQUIRE_FALSE(open_key_file(kPurpose, changed, passphrase).ok());
    }
    for (std::size_t length = 0; length < file.size(); ++length)
        REQUIRE_FALSE(open_key_file(kPurpose, ByteView(file).first(length), passphrase).ok());
    Bytes longer = file;
    longer.push_back(0);
    CHECK(answer(kPurpose, longer, passphrase) == kWrong);
    longer.resize(10'000'000);
    CHECK(answer(kPurpose, longer, passphrase) == "malformed (key file: form)");
    CHECK(answer(kPurpose, {}, passphrase) == "malformed (key file: form)");
}

TEST_CASE("a file cannot ask for more than the limits") {
    const Bytes file = sealed("a secret");
    const auto [passes, memory_kib] = kKeyFileCostMax;
    CHECK(answer_with_cost(file, 1, 8) == "opened: a secret");
    CHECK(answer_with_cost(file, 2, 8) == kWrong);
    CHECK(answer_with_cost(file, passes, 8) == kWrong);
    CHECK(answer_with_cost(file, passes + 1, 8) == kCost);
    CHECK(answer_with_cost(file, ~0u, 8) == kCost);
    CHECK(answer_with_cost(file, 0, 8) == kCost);
    CHECK(answer_with_cost(file, 1, memory_kib + 1) == kCost);
    CHECK(answer_with_cost(file, 1, ~0u) == kCost);
    CHECK(answer_with_cost(file, 1, 7) == kCost);
    CHECK(answer_with_cost(file, 1, 0) == kCost);
}

TEST_CASE("a passphrase opens its file in whichever way its letters are spelled") {
    const Json vectors = read_vectors("key-file.json");
    const std::string purpose = vectors["purpose"];
    const Json& passphrases = vectors["passphrases"];
    for (const Json& one : vectors["files"])
        for (const auto& [spelling, passphrase_hex] : passphrases.items()) {
            CAPTURE(one["name"].get<std::string>(), spelling);
            const bool opens = std::ranges::count(one["opens"], Json(spelling)) > 0;
            CHECK(answer(purpose, bytes(one["file"]), bytes(passphrase_hex)) ==
                  (opens ? "opened: " + text_of(bytes(vectors["payload"])) : kWrong));
        }
    const Bytes typed = bytes(passphrases["decomposed"]);
    const Bytes file =
        seal_key_file(kPurpose, SecretBuffer(bytes_of("a secret")), typed, kKeyFileCostForTests);
    CHECK(answer(kPurpose, file, bytes(passphrases["composed"])) == "opened: a secret");
    const ByteView no_text = bytes_of("\xff\xfe\x01");
    const Bytes raw =
        seal_key_file(kPurpose, SecretBuffer(bytes_of("a secret")), no_text, kKeyFileCostForTests);
    CHECK(answer(kPurpose, raw, no_text) == "opened: a secret");
}
