// What is there after the process ended before each durable step: what disk/files.h says.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "disk/folders.h"
#include "tests/disk/looks.h"
#include "tests/disk/steps.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

using Steps = std::vector<std::string>;

const std::string kOld(10'000, 'o'), kNew(20'000, 'n');

/// Writes that go beyond so many bytes fail, for as long as it lives: a full disk.
class FullAfter {
public:
    explicit FullAfter(rlim_t bytes) {
        before_ = std::signal(SIGXFSZ, SIG_IGN);
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit_) == 0);
        rlimit now = limit_;
        now.rlim_cur = bytes;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &now) == 0);
    }
    ~FullAfter() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }

private:
    rlimit limit_{};
    void (*before_)(int);
};

}    // namespace

TEST_CASE("a file is synced before it gets its name, and the name after it") {
    const TemporaryFolder folder;
    CHECK(steps_of([&] { disk::write_file(folder / "a", kOld); }) ==
          Steps{"sync file", "rename", "sync folder"});
    CHECK(steps_of([&] { disk::write_new_file(folder / "b", bytes_of(kOld), disk::Access::owner); }) ==
          Steps{"sync file", "link", "unlink", "sync folder"});
    CHECK(steps_of([&] { disk::write_file(folder / "x/y/a", kOld); }) ==
          Steps{"sync folder", "sync folder", "sync file", "rename", "sync folder"});
    CHECK(steps_of([&] { disk::destroy_file(folder / "a"); }) ==
          Steps{"sync file", "sync file", "sync file", "unlink", "sync folder"});
    CHECK(steps_of([&] { disk::rename_folder(folder / "x/y", folder / "z"); }) ==
          Steps{"sync folder", "rename", "sync folder", "sync folder"});
}

TEST_CASE("whatever step a replacement ends before, the file is the old one or the new one, whole") {
    std::size_t step = 0, old = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        const TemporaryFolder folder;
        disk::write_file(folder / "a", kOld);
        ended = ended_before(step, [&] { disk::write_file(folder / "a", kNew); });
        const std::string found = disk::read_text_file(folder / "a");
        CHECK((found == kOld || found == kNew));
        old += found == kOld;
        if (!ended) CHECK(found == kNew);
        disk::write_file(folder / "a", kNew);    // what was left beside it is not in the way
        CHECK(disk::read_text_file(folder / "a") == kNew);
    }
    CHECK(step == 4);
    CHECK(old == 2);    // before the sync, and before the rename
}

TEST_CASE("whatever step a new file ends before, it is there whole or not at all, and is made once") {
    const auto write = [](const Path& path, std::string_view content) {
        return disk::write_new_file(path, bytes_of(content), disk::Access::owner);
    };
    std::size_t step = 0, made = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        const TemporaryFolder folder;
        ended = ended_before(step, [&] { write(folder / "a", kOld); });
        const bool there = std::filesystem::exists(folder / "a");
        made += there;
        CHECK(write(folder / "a", kNew) == !there);
        CHECK(disk::read_text_file(folder / "a") == (there ? kOld : kNew));
    }
    CHECK(step == 5);
    CHECK(made == 3);    // before the unlink, before the folder's sync, and at the end
}

TEST_CASE("whatever step a destruction ends before, no part of the secret is in a file but the whole of it") {
    std::size_t step = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        const TemporaryFolder folder;
        disk::write_file(folder / "key", Bytes(32, 7), disk::Access::owner);
        ended = ended_before(step, [&] { disk::destroy_file(folder / "key"); });
        const auto left = disk::read_file_if_there(folder / "key");
        CHECK((!left || *left == Bytes(32, 0)));
        CHECK(left.has_value() == (step < 2));
        disk::destroy_file(folder / "key");
        CHECK(files_in(folder.path()) == 0);
    }
    CHECK(step == 4);
}

TEST_CASE("whatever step a folder's renaming ends before, it has one of the two names and all its files") {
    std::size_t step = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        const TemporaryFolder folder;
        disk::write_file(folder / "a.new/file", kOld);
        ended = ended_before(step, [&] { disk::rename_folder(folder / "a.new", folder / "a"); });
        CHECK(files_in(folder.path()) == 1);
        const bool renamed = std::filesystem::exists(folder / "a");
        CHECK(disk::read_text_file(folder / (renamed ? "a/file" : "a.new/file")) == kOld);
    }
    CHECK(step == 4);
}

TEST_CASE("a disk that is full while a file is written leaves the old one and nothing beside it") {
    const TemporaryFolder folder;
    disk::write_file(folder / "a", kOld);
    {
        const FullAfter full(kNew.size() / 2);
        CHECK_THROWS_AS(disk::write_file(folder / "a", kNew), StorageError);
        CHECK_THROWS_WITH(disk::write_new_file(folder / "b", bytes_of(kNew), disk::Access::owner),
                          Catch::Contains("cannot write") && Catch::Contains("/b"));
    }
    CHECK(disk::read_text_file(folder / "a") == kOld);
    CHECK(files_in(folder.path()) == 1);
}
