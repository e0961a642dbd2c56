#include "disk/folders.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <functional>

#include "tests/disk/looks.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::disk;
using namespace vouch::testing;

namespace {

using std::filesystem::perms;

/// What `work` says in another process, which is over when this returns.
bool elsewhere(const std::function<bool()>& work) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(work() ? 0 : 1);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}    // namespace

TEST_CASE("folders: made with those above them, and once more is no error") {
    const TemporaryFolder folder;
    make_folders(folder / "a/b/c");
    make_folders(folder / "a/b/c/");
    make_folders(folder / "a");
    CHECK(std::filesystem::is_directory(folder / "a/b/c"));
    write_file(folder / "file", "x");
    CHECK_THROWS_WITH(make_folders(folder / "file/b"),
                      Catch::Contains("file") && Catch::Contains("Not a dir"));
    CHECK_THROWS_AS(make_private_folder(folder / "file"), StorageError);
}

TEST_CASE("folders: a private one is its owner's alone; one that was there keeps its permissions") {
    const TemporaryFolder folder;
    make_private_folder(folder / "x/home");
    make_private_folder(folder / "x/home");
    CHECK(mode(folder / "x/home") == perms::owner_all);
    CHECK(mode(folder / "x") != perms::owner_all);
    make_private_folder(folder / "y/home/");
    CHECK(mode(folder / "y/home") == perms::owner_all);
    make_private_folder(folder / "x");
    CHECK(mode(folder / "x") != perms::owner_all);
}

TEST_CASE("folders: none is put in the place of one that holds something") {
    const TemporaryFolder folder;
    write_file(folder / "new/file", "new");
    write_file(folder / "old/file", "old");
    CHECK_THROWS_AS(rename_folder(folder / "new", folder / "old"), StorageError);
    CHECK(read_text_file(folder / "old/file") == "old");
    CHECK(read_text_file(folder / "new/file") == "new");
    CHECK_THROWS_AS(rename_folder(folder / "none", folder / "a"), StorageError);
}

TEST_CASE("folders: a lock keeps others out until it goes, and ends with its process") {
    const TemporaryFolder folder;
    const auto is_free = [&] { return FolderLock::if_free(folder.path()).has_value(); };
    {
        const auto lock = FolderLock::if_free(folder.path());
        REQUIRE(lock);
        CHECK_FALSE(is_free());
        CHECK_FALSE(elsewhere(is_free));
    }
    CHECK(elsewhere(is_free));
    // A process that ends without letting go of it.
    CHECK(elsewhere([&] {
        new FolderLock(FolderLock::when_free(folder.path()));
        return !is_free();
    }));
    CHECK(is_free());
    CHECK_THROWS_AS(FolderLock::if_free(folder / "none"), StorageError);
}

TEST_CASE("folders: who waits for a lock has it in turn") {
    constexpr int kProcesses = 4, kTurns = 50;
    const TemporaryFolder folder;
    const Path file = folder / "number";
    write_file(file, "0");
    const auto count = [&] {
        for (int turn = 0; turn < kTurns; ++turn) {
            const FolderLock lock = FolderLock::when_free(folder.path());
            write_file(file, std::to_string(std::stoi(read_text_file(file)) + 1));
        }
    };
    std::vector<pid_t> children;
    for (int i = 0; i < kProcesses; ++i) {
        children.push_back(::fork());
        REQUIRE(children.back() >= 0);
        if (children.back() == 0) {
            count();
            ::_exit(0);
        }
    }
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    CHECK(read_text_file(file) == std::to_string(kProcesses * kTurns));
}
