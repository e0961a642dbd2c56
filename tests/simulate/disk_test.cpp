// What the simulated disk keeps when the power goes: of what was synced everything, of the rest some.

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "disk/folders.h"
#include "server/sqlite.h"
#include "simulate/disk.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::simulation;

namespace {

struct OnDisk {
    testing::TemporaryFolder folder;
    Disk disk{std::filesystem::canonical(folder.path())};
    Path path(const char* name) const { return disk.folder() / name; }
    void write_unsynced(const char* name, const std::string& text) const {
        const int file = ::open(path(name).c_str(), O_WRONLY | O_CREAT, 0600);
        REQUIRE(file >= 0);
        REQUIRE(::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(file);
    }
    /// What is found of a file in so many futures; nothing where it is not there.
    std::set<std::optional<std::string>> futures(const std::string& name) const {
        std::set<std::optional<std::string>> out;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            Draw draw(seed);
            const auto files = disk.after_power_cut(draw);
            const auto found = files.find(name);
            if (found == files.end())
                out.insert(std::nullopt);
            else
                out.insert(text_of(*found->second));
        }
        return out;
    }
};

}    // namespace

TEST_CASE("what was synced is found as it is, what was not as it is or not at all") {
    OnDisk on;
    disk::write_file(on.path("kept"), "first");
    CHECK(on.futures("kept") == std::set<std::optional<std::string>>{"first"});
    on.write_unsynced("lost", "some");
    const auto futures = on.futures("lost");
    CHECK(futures.contains(std::nullopt));
    CHECK(futures.contains("some"));
    CHECK(on.futures("kept").size() == 1);
}

TEST_CASE("what was written over a synced file is torn at sectors") {
    OnDisk on;
    disk::write_file(on.path("a"), std::string(1024, 'o'));
    on.write_unsynced("a", std::string(1024, 'n'));
    std::set<std::optional<std::string>> all;
    for (const char first : {'o', 'n'})
        for (const char second : {'o', 'n'}) all.insert(std::string(512, first) + std::string(512, second));
    CHECK(on.futures("a") == all);
}

TEST_CASE("a name that was not synced is found under the old one, the new one, both or none") {
    OnDisk on;
    disk::write_file(on.path("old/file"), "text");
    REQUIRE(::rename(on.path("old").c_str(), on.path("new").c_str()) == 0);
    CHECK(on.futures("new/file") == std::set<std::optional<std::string>>{std::nullopt, "text"});
    disk::make_folders(on.path("other"));    // its folder is synced with it
    CHECK(on.futures("new/file") == std::set<std::optional<std::string>>{"text"});
}

TEST_CASE("SQLite's files come by the simulated disk, and what it committed is found") {
    OnDisk on;
    {
        server::Database database(on.path("log.db"));
        database.execute("CREATE TABLE t (n INTEGER) STRICT");
        const int folder = ::open(on.disk.folder().c_str(), O_RDONLY | O_DIRECTORY);
        REQUIRE(::fsync(folder) == 0);
        ::close(folder);
        database.execute("INSERT INTO t VALUES (1)");
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            Draw draw(seed);
            testing::TemporaryFolder found;
            for (const auto& [name, content] : on.disk.after_power_cut(draw))
                disk::write_file(found / name, *content);
            CHECK(server::Database(found / "log.db").integer("SELECT count(*) FROM t") == 1);
        }
    }
}

TEST_CASE("a call that has to fail fails, and after the end none succeeds") {
    OnDisk on;
    on.disk.before_each([](Disk::Call call) { return call == Disk::Call::sync ? EIO : 0; });
    CHECK_THROWS_AS(disk::write_file(on.path("a"), "text"), StorageError);
    CHECK_FALSE(std::filesystem::exists(on.path("a")));
    on.disk.before_each(nullptr);
    disk::write_file(on.path("a"), "text");
    on.disk.stop();
    CHECK_THROWS_AS(disk::write_file(on.path("a"), "other"), StorageError);
    on.disk.begin_from(on.disk.now());
    CHECK(disk::read_text_file(on.path("a")) == "text");
}
