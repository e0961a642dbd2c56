#include "disk/scratch_file.h"

#include <catch2/catch.hpp>

#include "tests/disk/looks.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::disk;
using namespace vouch::testing;

TEST_CASE("a scratch file holds what was appended, and stands in no folder") {
    const TemporaryFolder folder;
    ScratchFile file(folder.path());
    CHECK(files_in(folder.path()) == 0);
    CHECK(file.read(0, 10).empty());
    file.append(bytes_of("one, "));
    file.append(bytes_of("two"));
    CHECK(file.size() == 8);
    CHECK(text_of(file.read(0, 100)) == "one, two");
    CHECK(text_of(file.read(5, 2)) == "tw");
    CHECK(file.read(8, 1).empty());
    CHECK(file.read(9, 1).empty());
    CHECK_THROWS_AS(ScratchFile(folder / "nowhere"), StorageError);
}
