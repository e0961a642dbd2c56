#include "client/cli/shared/files.h"

#include <catch2/catch.hpp>

#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::client;
using vouch::testing::TemporaryFolder;

namespace {
std::filesystem::perms mode(const Path& path) {
    return std::filesystem::status(path).permissions();
}
std::size_t files_in(const Path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}
}    // namespace

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
    CHECK_THROWS_WITH(client::read_file(folder / "nothing"),
                      Catch::Contains("nothing") && Catch::Contains("No such file"));
    CHECK_THROWS_WITH(client::read_file(folder.path()), Catch::Contains("not a file"));
    write_file(folder / "long", "12345");
    CHECK_THROWS_WITH(client::read_file(folder / "long", 4), Catch::Contains("longer than 4"));
    CHECK(client::read_file(folder / "long", 5).size() == 5);
    CHECK_THROWS(write_file(folder / "long" / "below", "x"));
}

TEST_CASE("files: a private folder is its owner's alone") {
    const TemporaryFolder folder;
    make_private_folder(folder / "x/home");
    make_private_folder(folder / "x/home");
    CHECK(mode(folder / "x/home") == std::filesystem::perms::owner_all);
}
