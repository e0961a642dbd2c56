// A backup that is made while the server runs, and another server that goes on with it.

#include "server/backup.h"

#include <atomic>

#include "server/restored.h"
#include "server/sqlite.h"
#include "tests/server/server_process.h"
#include "tests/server/verified_log.h"
#include "tests/support/program.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

/// Every file under the folder, by its path there.
std::set<std::string> files_in(const Path& folder) {
    std::set<std::string> out;
    for (const auto& found : std::filesystem::recursive_directory_iterator(folder))
        if (found.is_regular_file()) out.insert(found.path().lexically_relative(folder).string());
    return out;
}

/// A server with a vote under way, and a folder for its backups.
struct Voting {
    TestServer server;
    TestConference conference{server};
    TemporaryFolder folder;

    Voting() {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
};

}    // namespace

TEST_CASE("a backup made in the midst of a vote is a log of that vote, with which another server goes on") {
    constexpr std::uint32_t kPeople = 12;
    TestServer first;
    TestConference conference(first, kPeople);
    Caller session = first.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    const std::string id = conference.path.substr(3);
    std::vector<Casting> castings;
    for (std::uint32_t number = 1; number <= kPeople; ++number)
        castings.emplace_back(conference.box_key(), conference.seal(number).body);
    std::atomic<std::size_t> receipts = 0;
    std::thread people([&] {
        for (const Casting& casting : castings)
            if (std::holds_alternative<election::Receipt>(casting.reply(casting.ask(first, conference.path))))
                ++receipts;
    });
    while (receipts == 0) std::this_thread::yield();

    TestServer second;
    second.stop();
    std::filesystem::remove_all(second.data());
    const auto copies = server::back_up(first.data(), second.data());
    people.join();
    CHECK(receipts == kPeople);
    REQUIRE(copies.size() == 1);
    CHECK(copies.front().conference == id);
    const auto whole = verified_log(first, conference);
    const std::uint64_t size = copies.front().head.size;
    CHECK(size <= whole.size());
    CHECK(size > whole.size() - kPeople);    // a receipt had been given
    first.stop();

    second.start();
    CHECK(second.get(conference.path + "/log/checkpoint").status != 200);    // nobody says what was signed
    second.stop();
    server::take_as_signed(second.data(), std::vector{server::Restored{id, copies.front().head}});
    second.start();
    auto copied = verified_log(second, conference);
    CHECK(copied == std::vector(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    // Those whose ballots came after the backup cast them again, and the others have their receipts again.
    for (const Casting& casting : castings)
        CHECK(std::holds_alternative<election::Receipt>(casting.reply(casting.ask(second, conference.path))));
    CHECK(verified_log(second, conference).size() == whole.size());
}

TEST_CASE("a backup has all but what was signed, and nobody else may read it") {
    Voting voting;
    auto& [server, conference, folder] = voting;
    server::back_up(server.data(), folder / "deep/copy/");
    const Path copy = folder / "deep/copy";
    const std::string id = conference.path.substr(3);
    std::set<std::string> expected = files_in(server.data());
    for (const std::string& left_out :
         std::vector<std::string>{"lock", "signed/" + id, id + "/log.db-wal", id + "/log.db-shm"})
        expected.erase(left_out);
    CHECK(files_in(copy) == expected);
    using std::filesystem::perms;
    const auto others = perms::group_all | perms::others_all;
    CHECK((std::filesystem::status(copy).permissions() & others) == perms::none);
    for (const std::string& file : files_in(copy)) {
        CAPTURE(file);
        if (file.find('.') == std::string::npos)    // keys, and the organizers
            CHECK((std::filesystem::status(copy / file).permissions() & others) == perms::none);
    }
}

TEST_CASE("what is no faithful copy is no backup") {
    Voting voting;
    auto& [server, conference, folder] = voting;
    const auto back_up = [&] { server::back_up(server.data(), folder / "copy"); };
    std::filesystem::create_directories(folder / ".copy.partial/0123456789abcdef");    // of a crash
    back_up();
    CHECK(files_in(folder.path()).size() > 5);
    CHECK_FALSE(std::filesystem::exists(folder / "copy/0123456789abcdef"));
    CHECK_THROWS_WITH(back_up(), Catch::Contains("is there already"));
    std::filesystem::remove_all(folder / "copy");

    const Path log = server.data() / conference.path.substr(3) / "log.db";
    server::Database(log).execute("UPDATE entries SET bytes = x'00' WHERE position = 3");
    CHECK_THROWS_WITH(back_up(), Catch::Contains("do not have the root"));
    server::Database(log).execute("DELETE FROM entries WHERE position > 3");
    CHECK_THROWS_WITH(back_up(), Catch::Contains("do not have the root"));
    server.stop();
    disk::write_file(log, "nonsense");
    CHECK_THROWS_AS(back_up(), StorageError);
    CHECK(std::filesystem::is_empty(folder.path()));
    CHECK_THROWS_WITH(server::back_up(folder / "none", folder / "copy"),
                      Catch::Contains("there is no folder"));
}

TEST_CASE("the program makes a backup beside the server, and says what it has") {
    ServerProcess server;
    const TestConference conference(server);
    const TemporaryFolder folder;
    const auto back_up = [&] {
        return run_program(VOUCH_SERVER_BINARY, "backup --data '" + server.data().string() + "' '" +
                                                    (folder / "copy").string() + "'");
    };
    const Ran made = back_up();
    CHECK(made.status == 0);
    CHECK(made.out.starts_with(conference.path.substr(3) + ": 0 entries, root "));
    CHECK(made.out.ends_with("\n1 conference copied, and read again from the copy.\n"));
    const Ran again = back_up();
    CHECK(again.status == 1);
    CHECK(again.errors.find("is there already") != std::string::npos);
    CHECK(run_program(VOUCH_SERVER_BINARY, "backup --data '" + server.data().string() + "'").status == 2);
}
