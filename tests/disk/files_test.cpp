#include "disk/files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "crypto/secret.h"
#include "tests/disk/looks.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::disk;
using namespace vouch::testing;

TEST_CASE("files: written whole, read back, replaced, nothing left beside them") {
    const TemporaryFolder folder;
    const Path file = folder / "a/b/c";
    write_file(file, "one");
    CHECK(read_text_file(file) == "one");
    write_file(file, "", Access::owner);
    CHECK(read_text_file(file).empty());
    CHECK(mode(file) == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(files_in(file.parent_path()) == 1);
}

TEST_CASE("files: a new file does not replace an old one") {
    const TemporaryFolder folder;
    CHECK(write_new_file(folder / "record", bytes_of("first"), Access::owner));
    CHECK_FALSE(write_new_file(folder / "record", bytes_of("second"), Access::owner));
    CHECK(read_text_file(folder / "record") == "first");
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("files: what cannot be read is named") {
    const TemporaryFolder folder;
    CHECK_FALSE(read_file_if_there(folder / "nothing"));
    CHECK_THROWS_WITH(disk::read_file(folder / "nothing"),
                      Catch::Contains("nothing") && Catch::Contains("No such file"));
    CHECK_THROWS_WITH(disk::read_file(folder.path()), Catch::Contains("not a file"));
    write_file(folder / "long", "12345");
    CHECK_THROWS_WITH(disk::read_file(folder / "long", 4), Catch::Contains("longer than 4"));
    CHECK(disk::read_file(folder / "long", 5).size() == 5);
    CHECK_THROWS(write_file(folder / "long" / "below", "x"));
}

TEST_CASE("files: a folder that must be there is not made") {
    const TemporaryFolder folder;
    const auto write = [&](Folders folders) {
        write_file(folder / "none/a", bytes_of("x"), Access::owner, folders);
    };
    CHECK_THROWS_AS(write(Folders::there), StorageError);
    CHECK_FALSE(std::filesystem::exists(folder / "none"));
    write(Folders::made);
    write(Folders::there);
}

TEST_CASE("files: nobody waits for a pipe that stands in a file's place") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK_THROWS_WITH(disk::read_file(folder / "pipe"), Catch::Contains("not a file"));
    CHECK_THROWS_AS(destroy_file(folder / "pipe"), StorageError);
    CHECK(std::filesystem::exists(folder / "pipe"));
}

TEST_CASE("files: a secret is read into memory of its owner's, and destroyed") {
    const TemporaryFolder folder;
    SecretBytes<4> memory;
    CHECK_FALSE(read_file_into(folder / "key", memory.mutable_view()));
    write_file(folder / "key", "abc", Access::owner);
    REQUIRE(read_file_into(folder / "key", memory.mutable_view()) == std::size_t{3});
    CHECK(equal(memory.view().first(3), bytes_of("abc")));
    write_file(folder / "key", "abcde", Access::owner);
    CHECK_THROWS_WITH(read_file_into(folder / "key", memory.mutable_view()),
                      Catch::Contains("longer than 4"));
    destroy_file(folder / "key");
    CHECK_FALSE(std::filesystem::exists(folder / "key"));
    destroy_file(folder / "key");
}
