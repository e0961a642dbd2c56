#include "server/ledger_guard.h"
#include "server/restored.h"
#include "server/sqlite.h"
#include "server/tile_check.h"

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
    std::filesystem::remove(folder / "signed");
    CHECK_THROWS_WITH(open(), Catch::Contains("nothing says what was signed of this log of 3 entries"));
}

TEST_CASE_METHOD(Fixture, "a log restored without its signed state is signed where it has what people hold") {
    add(3);
    const Checkpoint held = checkpoint();
    add(2);
    const Checkpoint newest = checkpoint();
    open();
    save();
    const TemporaryFolder data;
    const std::string id = "0011223344556677";
    const auto restored_with = [&](const Checkpoint& known, const Bytes32& root) {
        restore();
        std::filesystem::remove_all(signed_states(data.path()));
        std::filesystem::remove_all(data / id);
        std::filesystem::copy(folder.path(), data / id);
        const auto right =
            *Restored::parse(id + ":" + std::to_string(newest.size) + ":" + to_base64(newest.root));
        const auto said = *Restored::parse(id + ":" + std::to_string(known.size) + ":" + to_base64(root));
        const std::vector<Restored> both{right, said};
        try {
            take_as_signed(data.path(), both);
        } catch (const std::invalid_argument&) {
            CHECK_FALSE(
                std::filesystem::exists(signed_states(data.path())));    // not for the right one either
            throw;
        }
        CHECK_THROWS_WITH(take_as_signed(data.path(), both), Catch::Contains("Start without --restored"));
        std::filesystem::copy_file(signed_states(data.path()) / id, folder / "signed",
                                   std::filesystem::copy_options::overwrite_existing);
        open();
    };
    restored_with(newest, newest.root);
    CHECK(checkpoint() == newest);
    restored_with(held, held.root);    // somebody knows an earlier one alone
    CHECK(checkpoint() == newest);
    CHECK_THROWS_WITH(restored_with(held, newest.root), Catch::Contains("do not have that root"));
    Checkpoint longer = newest;
    ++longer.size;
    CHECK_THROWS_WITH(restored_with(longer, longer.root), Catch::Contains("a newer backup is needed"));
}

TEST_CASE("what is said of a restored log has one form") {
    const std::string id = "0011223344556677", root = to_base64(Bytes32{7});
    const auto parsed = Restored::parse(id + ":12:" + root);
    REQUIRE(parsed.ok());
    CHECK(parsed->conference == id);
    CHECK(parsed->newest == TreeHead{12, Bytes32{7}});
    for (const std::string& text : {std::string(), id, id + ":12", id + ":12:", id + "::" + root,
                                    id + ":-1:" + root, id + ":12x:" + root, "../../etc:12:" + root,
                                    id + ":12:" + root.substr(4), id + ":99999999999999999999:" + root})
        CHECK_FALSE(Restored::parse(text).ok());
    CHECK(Restored::parse(id + ":12").rejection().detail.find("ID:SIZE:ROOT") != std::string::npos);
    const TemporaryFolder folder;
    CHECK_THROWS_AS(take_as_signed(folder.path(), {&*parsed, 1}), std::invalid_argument);
}

TEST_CASE_METHOD(Fixture, "a tile that is damaged on disk is made again from the entries") {
    add(6);
    const LogFile tile{LogFile::Kind::hashes, 0, 0, 6};
    const auto right = ledger->store().hashes(tile);
    const Checkpoint before = checkpoint();
    for (const char* damage : {"UPDATE tiles SET hashes = zeroblob(6 * 32)",
                               "UPDATE tiles SET hashes = substr(hashes, 1, 33)", "DELETE FROM tiles"}) {
        CAPTURE(damage);
        ledger.reset();
        Database(folder / "log.db").execute(damage);
        open();
        CHECK(ledger->store().hashes(tile) == right);
        CHECK(checkpoint() == before);
    }
}

TEST_CASE("of a log of several tiles each one is looked at") {
    const TemporaryFolder folder;
    const auto store = open_store(folder.path());
    constexpr std::uint64_t kEntries = 3 * kTileWidth + 5;
    std::vector<Bytes32> leaves;
    for (std::uint64_t i = 0; i < kEntries; ++i) leaves.push_back(leaf_hash(bytes_of(std::to_string(i))));
    const auto differing = [&] {
        TileCheck check(*store);
        for (const Bytes32& leaf : leaves) check.add(leaf);
        return std::move(check).differing();
    };
    const auto all = differing();    // nothing is stored yet
    CHECK(all.size() == 5);
    store->put_tiles(all);
    CHECK(differing().empty());
    for (const Tile& tile : all) {
        Tile damaged = tile;
        damaged.hashes.back() ^= 1;
        store->put_tiles({&damaged, 1});
        const auto found = differing();
        REQUIRE(found.size() == 1);
        CHECK(found[0].file == tile.file);
        CHECK(found[0].hashes == tile.hashes);
        store->put_tiles({&tile, 1});
    }
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
