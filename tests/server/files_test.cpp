#include "server/files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "disk/files.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::server;
using vouch::testing::TemporaryFolder;

TEST_CASE("a key or a signed state does not make the folder that it belongs in") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(write_seed(folder / "none/a", SecretBytes<32>(Bytes32{1})), StorageError);
    CHECK_THROWS_AS(SignedState(folder / "none/a").write({}), StorageError);
    CHECK_FALSE(std::filesystem::exists(folder / "none"));
}

TEST_CASE("seeds are their owner's alone, and are destroyed") {
    const TemporaryFolder folder;
    const SecretBytes<32> seed(Bytes32{1, 2, 3});
    CHECK_FALSE(read_seed(folder / "key").has_value());
    write_seed(folder / "key", seed);
    struct stat status {};
    REQUIRE(stat((folder / "key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(equal(read_seed(folder / "key")->view(), seed.view()));
    destroy_seed(folder / "key");
    CHECK_FALSE(std::filesystem::exists(folder / "key"));
    destroy_seed(folder / "key");
    for (const std::size_t size : {0u, 31u, 33u}) {
        disk::write_file(folder / "key", Bytes(size));
        CHECK_THROWS_AS(read_seed(folder / "key"), StorageError);
    }
}

TEST_CASE("the signed state is read as it was written, and nothing else is") {
    const TemporaryFolder folder;
    const SignedState state(folder / "state");
    CHECK_FALSE(state.read().has_value());
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{703}, ~std::uint64_t{0}}) {
        const TreeHead head{size, Bytes32{9, 8, 7}};
        state.write(head);
        CHECK(state.read() == head);
    }
    const std::string zeros(64, '0');
    for (const std::string& text : std::vector<std::string>{
             "", "x", "1", "1 ", "1 00", "-1 " + zeros, " " + zeros, "1\n" + zeros, "1 " + zeros + "00"}) {
        CAPTURE(text);
        disk::write_file(folder / "state", bytes_of(text));
        CHECK_THROWS_AS(state.read(), StorageError);
    }
}
