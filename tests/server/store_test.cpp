#include "server/sqlite_store.h"

#include <catch2/catch.hpp>

#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::server;
using vouch::testing::TemporaryFolder;

namespace {

Bytes entry_number(std::uint64_t number) {
    return copy(bytes_of("entry " + std::to_string(number)));
}

/// Appends as a conference does.
void append_numbers(Store& store, std::uint64_t count) {
    const std::uint64_t first = store.head().size;
    std::vector<Bytes> entries;
    std::vector<Bytes32> leaves;
    MerkleFrontier frontier;
    for (std::uint64_t i = 0; i < first; ++i) frontier.append(leaf_hash(entry_number(i)));
    for (std::uint64_t i = first; i < first + count; ++i) {
        entries.push_back(entry_number(i));
        leaves.push_back(leaf_hash(entries.back()));
        frontier.append(leaves.back());
    }
    const auto tiles = extend_tiles(first, leaves, [&store](std::uint32_t level, std::uint64_t index) {
        return store.tile(level, index);
    });
    store.append(entries, tiles, {frontier.size(), frontier.root()});
}

std::uint64_t bytes_in(const std::vector<Bytes>& entries) {
    std::uint64_t out = 0;
    for (const Bytes& entry : entries) out += entry.size();
    return out;
}

void put(Store& store, const std::string& name, const std::vector<Bytes>& pieces) {
    std::size_t next = 0;
    store.put_file(name, [&] { return next < pieces.size() ? pieces[next++] : Bytes(); });
}

}    // namespace

TEST_CASE("a store gives back what was appended, also when opened anew") {
    const TemporaryFolder folder;
    TreeHead head;
    {
        SqliteStore store(folder / "log.db");
        CHECK(store.head() == TreeHead{0, merkle_root({})});
        CHECK(store.entries(0, 10).empty());
        append_numbers(store, 3);
        append_numbers(store, 700);
        head = store.head();
        CHECK(head.size == 703);
    }
    SqliteStore store(folder / "log.db");
    CHECK(store.head() == head);
    const auto entries = store.entries(0, 1000);
    REQUIRE(entries.size() == 703);
    std::vector<Bytes32> leaves;
    for (std::uint64_t i = 0; i < entries.size(); ++i) {
        CHECK(entries[i] == entry_number(i));
        leaves.push_back(leaf_hash(entries[i]));
    }
    CHECK(merkle_root(leaves) == head.root);
    CHECK(store.entries(700, 100).size() == 3);
    CHECK(store.entries(703, 100).empty());
    CHECK(store.entries(0, 100, 30).size() == 4);    // of seven bytes each
    CHECK(store.entries(0, 100, 1).size() == 1);
}

TEST_CASE("a store has every file of every size the log ever had") {
    const TemporaryFolder folder;
    SqliteStore store(folder / "log.db");
    for (const std::uint64_t more : {1u, 254u, 1u, 1u, 300u}) append_numbers(store, more);
    for (const std::uint64_t size : {1u, 255u, 256u, 257u, 557u}) {
        CAPTURE(size);
        CHECK(for_each_file(0, size, [&](const LogFile& file) {
                  CAPTURE(file.path());
                  if (file.kind == LogFile::Kind::entries) {
                      const std::uint64_t first = file.index * kTileWidth;
                      const auto entries = store.entries(first, file.width);
                      CHECK(entries.size() == file.width);
                      CHECK(store.entries_bytes(first, file.width) == bytes_in(entries));
                      return accepted();
                  }
                  const auto content = store.hashes(file);
                  REQUIRE(content.has_value());
                  CHECK(content->size() == 32 * file.width);
                  return accepted();
              }).ok());
    }
    CHECK_FALSE(store.hashes(*LogFile::parse("tile/0/002.p/46")).has_value());
    CHECK_FALSE(store.hashes(*LogFile::parse("tile/1/000.p/3")).has_value());
    CHECK_FALSE(store.hashes(*LogFile::parse("tile/2/000.p/1")).has_value());
    const auto proof = inclusion_proof(300, 557, subtrees_of([&](std::uint32_t level, std::uint64_t index) {
                                           return store.tile(level, index);
                                       }));
    CHECK(inclusion_holds(300, 557, proof, leaf_hash(entry_number(300)), store.head().root));
}

TEST_CASE("an append that fails leaves nothing behind, and a reader sees whole appends only") {
    const TemporaryFolder folder;
    SqliteStore store(folder / "log.db"), reader(folder / "log.db");
    append_numbers(store, 2);
    CHECK(reader.head().size == 2);
    {
        // What a full disk does: the row of entry 3 is in the way.
        Database database(folder / "log.db");
        database.execute("INSERT INTO entries VALUES (3, x'00')");
    }
    CHECK_THROWS_AS(append_numbers(store, 2), StorageError);
    CHECK(store.head().size == 2);
    CHECK(reader.head().size == 2);
    CHECK(store.entries(2, 1) == std::vector<Bytes>{Bytes{0}});
    CHECK(store.tile(0, 0).size() == 64);
}

TEST_CASE("files are kept in pieces, and replaced whole") {
    const TemporaryFolder folder;
    SqliteStore store(folder / "log.db");
    put(store, "documents/a", {Bytes(1000, 3), Bytes(7, 4)});
    put(store, "documents/b", {});
    const auto a = store.file("documents/a"), b = store.file("documents/b");
    REQUIRE(a);
    REQUIRE(b);
    CHECK(a->bytes == 1007);
    CHECK(store.piece(a->number, 0) == Bytes(1000, 3));
    CHECK(store.piece(a->number, 1) == Bytes(7, 4));
    CHECK(store.piece(a->number, 2).empty());
    CHECK(b->bytes == 0);
    CHECK(store.piece(b->number, 0).empty());
    CHECK_FALSE(store.file("documents/c"));

    put(store, "documents/a", {Bytes(5, 1)});
    const auto again = store.file("documents/a");
    CHECK(again->bytes == 5);
    CHECK(store.piece(a->number, 0).empty());    // whoever reads the old one does not go on with the new one
    CHECK(store.piece(again->number, 0) == Bytes(5, 1));
    CHECK(store.files_bytes() == 5);
}

TEST_CASE("invitations") {
    const TemporaryFolder folder;
    SqliteStore store(folder / "log.db");
    const Bytes32 tokens[] = {Bytes32{1}, Bytes32{2}};
    store.add_invitations(tokens);
    CHECK(store.invitations() == 2);
    const KeyCard a{"Trần Thị Hà", Bytes32{1, 1}, Bytes32{1, 2}}, b{"B", Bytes32{2, 1}, Bytes32{2, 2}};
    CHECK(store.join(Bytes32{2}, b) == Store::Joined::now);
    CHECK(store.join(Bytes32{1}, a) == Store::Joined::now);
    CHECK(store.join(Bytes32{1}, a) == Store::Joined::before);
    CHECK(store.join(Bytes32{1}, b) == Store::Joined::with_another_card);
    CHECK(store.join(Bytes32{3}, b) == Store::Joined::no_such_token);
    CHECK(store.key_cards() == std::vector<KeyCard>{b, a});
}

TEST_CASE("a log of a newer server is not opened") {
    const TemporaryFolder folder;
    { SqliteStore store(folder / "log.db"); }
    { Database(folder / "log.db").execute("PRAGMA user_version = 99"); }
    CHECK_THROWS_AS(SqliteStore(folder / "log.db"), StorageError);
}

TEST_CASE("a digest or a tile in the file that is cut short is an error, and no shorter one") {
    const TemporaryFolder folder;
    SqliteStore store(folder / "log.db");
    append_numbers(store, 3);
    const auto run = [&folder](const char* sql) { Database(folder / "log.db").execute(sql); };
    const LogFile hashes = *LogFile::parse("tile/0/000.p/3");
    CHECK(store.hashes(hashes)->size() == 96);
    run("UPDATE tiles SET hashes = substr(hashes, 1, 64)");
    CHECK_THROWS_AS(store.hashes(hashes), StorageError);
    run("UPDATE head SET root = substr(root, 1, 31)");
    CHECK_THROWS_AS(store.head(), StorageError);
}

TEST_CASE("a log that cannot be opened is named") {
    const TemporaryFolder folder;
    const auto said = [](const std::filesystem::path& file) {
        try {
            Database opened(file);
        } catch (const StorageError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(
        said(folder / "none" / "log.db").starts_with("cannot open " + (folder / "none" / "log.db").string()));
}
