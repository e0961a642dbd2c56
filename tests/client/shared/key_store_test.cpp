#include "client/cli/shared/key_store.h"

#include <catch2/catch.hpp>

#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::client;
using vouch::testing::TemporaryFolder;

TEST_CASE("a key file is made once, opened by its purpose and passphrase alone") {
    const TemporaryFolder folder;
    const Path file = folder / "home/x.key";
    const SecretBuffer payload(bytes_of("payload")), passphrase(bytes_of("correct horse"));
    REQUIRE(make_key_file(file, "organizer", payload, passphrase, kKeyFileCostForTests).ok());
    CHECK(equal(read_key_file(file, "organizer", passphrase)->view(), payload.view()));
    CHECK_FALSE(read_key_file(file, "trustee", passphrase).ok());
    CHECK_FALSE(read_key_file(file, "organizer", payload).ok());
    CHECK_FALSE(make_key_file(file, "organizer", payload, passphrase, kKeyFileCostForTests).ok());
    CHECK(std::filesystem::status(folder / "home").permissions() == std::filesystem::perms::owner_all);
}

TEST_CASE("a vault keeps files under their names") {
    const TemporaryFolder folder;
    const Vault vault(folder.path(), draw_secret());
    CHECK_FALSE(vault.has("one"));
    CHECK_FALSE(vault.get("one")->has_value());
    vault.put("one", bytes_of("first"));
    vault.put("one", bytes_of("second"));
    vault.put("two", bytes_of("other"));
    CHECK(equal((*vault.get("one"))->view(), bytes_of("second")));
    CHECK(vault.has("two"));

    std::filesystem::copy_file(folder / "two.sealed", folder / "one.sealed",
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(vault.get("one").rejection().reason == Reason::malformed);
    CHECK_FALSE(Vault(folder.path(), draw_secret()).get("two").ok());
}
