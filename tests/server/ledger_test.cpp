#include "server/ledger_guard.h"
#include "server/sqlite.h"

#include <spdlog/spdlog.h>

#include <catch2/catch.hpp>

#include "disk/files.h"
#include "tests/support/folder.h"
#include "tests/support/made_election.h"

using namespace vouch;
using namespace vouch::server;
using vouch::testing::MadeElection;
using vouch::testing::TemporaryFolder;

namespace {

/// A folder with keys and a log of an election's setup.
struct Fixture {
    TemporaryFolder folder;
    std::optional<ConferenceKeys> keys;
    std::optional<MadeElection> election;
    std::optional<Ledger> ledger;

    Fixture() {
        spdlog::set_level(spdlog::level::off);
        ConferenceKeys::make(folder.path(), "vote.example/c/0011223344556677/log");
        keys.emplace(folder.path());
        vouch::testing::ElectionShape shape;
        shape.log_vkey = keys->vkey().to_string();
        shape.box_key = keys->box_public_key();
        election.emplace(shape);
        election->set_up();
        open();
    }
    void open() {
        ledger.reset();
        ledger.emplace(folder.path(), folder / "signed", *keys);
    }
    void add(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto entry = election::decode_entry(election->entries()[ledger->state().log.size()]);
            REQUIRE(ledger->take(*entry).ok());
        }
        ledger->commit();
    }
    /// The log on disk as it was, and put back.
    void save() { std::filesystem::copy(folder / "log.db", folder / "saved.db"); }
    void restore() {
        ledger.reset();
        for (const char* const file : {"log.db", "log.db-wal", "log.db-shm"})
            std::filesystem::remove(folder / file);
        std::filesystem::copy(folder / "saved.db", folder / "log.db");
    }
    Checkpoint checkpoint() const {
        return verify_checkpoint(ledger->checkpoint(), keys->vkey())->checkpoint;
    }
};

}    // namespace

TEST_CASE_METHOD(Fixture, "a ledger signs what it stored, and a restart replays it") {
    CHECK(checkpoint().size == 0);
    CHECK(checkpoint().root == merkle_root({}));
    add(4);
    const Checkpoint before = checkpoint();
    CHECK(before.size == 4);
    CHECK(before.origin == keys->vkey().name());
    open();
    CHECK(checkpoint() == before);
    CHECK(ledger->state().log.root() == before.root);
    add(2);
    CHECK(checkpoint().size == 6);
}

TEST_CASE_METHOD(Fixture, "what was taken and not committed is not there after a restart") {
    add(3);
    const auto entry = election::decode_entry(election->entries()[3]);
    CHECK(ledger->take(*entry)->index == 3);
    CHECK(checkpoint().size == 3);
    open();
    CHECK(ledger->state().log.size() == 3);
    CHECK(ledger->take(*entry).ok());
}

TEST_CASE_METHOD(Fixture, "a log restored from an older backup is not signed again") {
    add(3);
    open();    // the write-ahead log goes into the file
    save();
    add(2);
    restore();
    CHECK_THROWS_WITH(open(), Catch::Contains("older backup"));
    std::filesystem::remove(folder / "signed");    // whoever removes the guard decides for themselves
    CHECK_NOTHROW(open());
    CHECK(checkpoint().size == 3);
}

TEST_CASE_METHOD(Fixture, "a log beside the one that was signed is not signed") {
    add(5);
    const auto signed_state = SignedState(folder / "signed").read();
    SignedState(folder / "signed").write({4, Bytes32{1}});
    CHECK_THROWS_WITH(open(), Catch::Contains("does not extend"));
    SignedState(folder / "signed").write({5, Bytes32{1}});
    CHECK_THROWS_WITH(open(), Catch::Contains("does not extend"));
    SignedState(folder / "signed").write(*signed_state);
    CHECK_NOTHROW(open());
}

TEST_CASE_METHOD(Fixture, "a log that was changed on disk is not served") {
    add(5);
    ledger.reset();
    Database(folder / "log.db").execute("UPDATE entries SET bytes = zeroblob(10) WHERE position = 3");
    CHECK_THROWS_WITH(open(), Catch::Contains("entry 3 of the log does not hold: malformed"));
    Database(folder / "log.db").execute("DELETE FROM entries WHERE position >= 3");
    CHECK_THROWS_WITH(open(), Catch::Contains("is not the tree"));
}

TEST_CASE_METHOD(Fixture, "opening a ledger writes nothing") {
    add(3);
    ledger.reset();
    const auto bytes = [&] { return disk::read_file(folder / "log.db", 1 << 20); };
    const auto before = bytes();
    const auto signed_at = std::filesystem::last_write_time(folder / "signed");
    open();
    ledger.reset();
    CHECK(bytes() == before);
    CHECK(std::filesystem::last_write_time(folder / "signed") == signed_at);
}

namespace {

/// The same, kept by a guard.
struct Guarded : Fixture {
    std::optional<LedgerGuard> guard;
    std::optional<election::Entry> fourth;

    Guarded() {
        add(3);
        ledger.reset();
        guard.emplace(folder.path(), folder / "signed", *keys);
        fourth = *election::decode_entry(election->entries()[3]);
    }
    void run(const char* sql) { Database(folder / "log.db").execute(sql); }
    void fill_disk() {
        run("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(FAIL, 'disk full'); END");
    }
    Ledger& in_service() {
        const auto found = guard->ledger();
        REQUIRE(found.ok());
        return **found;
    }
};

}    // namespace

TEST_CASE_METHOD(Guarded,
                 "when the disk fails nothing is acknowledged, and the ledger goes on from the disk") {
    fill_disk();
    REQUIRE(in_service().take(*fourth).ok());
    CHECK(guard->commit().rejection().reason == Reason::over_capacity);
    CHECK(in_service().state().log.size() == 3);
    CHECK(verify_checkpoint(in_service().checkpoint(), keys->vkey())->checkpoint.size == 3);
    run("DROP TRIGGER full");
    REQUIRE(in_service().take(*fourth)->index == 3);
    CHECK(guard->commit().ok());
    CHECK(verify_checkpoint(in_service().checkpoint(), keys->vkey())->checkpoint.size == 4);
}

TEST_CASE_METHOD(Guarded, "a ledger that does not open again is out of service until it does") {
    fill_disk();
    REQUIRE(in_service().take(*fourth).ok());
    const Bytes signed_state = disk::read_file(folder / "signed", 1000);
    disk::write_file(folder / "signed", bytes_of("not a size and a root"));
    CHECK(guard->commit().rejection().reason == Reason::over_capacity);
    CHECK(guard->ledger().rejection().reason == Reason::over_capacity);
    CHECK(guard->commit().rejection().reason == Reason::over_capacity);
    CHECK_FALSE(guard->recover());
    disk::write_file(folder / "signed", signed_state);
    run("DROP TRIGGER full");
    REQUIRE(guard->recover());
    REQUIRE(in_service().take(*fourth)->index == 3);
    CHECK(guard->commit().ok());
}
