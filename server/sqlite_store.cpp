#include "server/sqlite_store.h"

#include <algorithm>
#include <array>
#include <limits>

namespace vouch::server {
namespace {

/// In order; user_version is the number of those that were run.
constexpr std::array kMigrations = {
    R"sql(
    CREATE TABLE entries (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE tiles (
        level INTEGER NOT NULL, position INTEGER NOT NULL, hashes BLOB NOT NULL,
        PRIMARY KEY (level, position)) STRICT;
    CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
    CREATE TABLE files (
        number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL) STRICT;
    CREATE TABLE pieces (
        file INTEGER NOT NULL REFERENCES files (number) ON DELETE CASCADE, piece INTEGER NOT NULL,
        bytes BLOB NOT NULL, PRIMARY KEY (file, piece)) STRICT;
    CREATE TABLE invitations (token_hash BLOB PRIMARY KEY) STRICT;
    CREATE TABLE key_cards (
        number INTEGER PRIMARY KEY,
        token_hash BLOB NOT NULL UNIQUE REFERENCES invitations (token_hash),
        name TEXT NOT NULL, sign_key BLOB NOT NULL, box_key BLOB NOT NULL) STRICT;
    CREATE TABLE bulletins (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        key BLOB NOT NULL, kind INTEGER NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL,
        UNIQUE (key, kind)) STRICT;
    )sql",
};

constexpr auto kVersion = static_cast<std::int64_t>(kMigrations.size());

Bytes32 as_bytes32(ByteView bytes) {
    const auto exact = exactly<32>(bytes);
    if (!exact) throw StorageError("a digest or key of another length than 32 bytes");
    return *exact;
}

}    // namespace

struct SqliteStore::Statements {
    explicit Statements(sqlite3* db)
        : add_entry(db, "INSERT INTO entries VALUES (?, ?)"),
          read_entries(db, "SELECT bytes FROM entries WHERE position >= ? ORDER BY position LIMIT ?"),
          put_tile(db,
                   "INSERT INTO tiles VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hashes = excluded.hashes"),
          read_tile(db, "SELECT hashes FROM tiles WHERE level = ? AND position = ?"),
          put_head(db,
                   "INSERT INTO head VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size, root = "
                   "excluded.root"),
          read_head(db, "SELECT size, root FROM head"),
          entries_bytes(db,
                        "SELECT coalesce(sum(length(bytes)), 0) FROM entries WHERE position >= ?1 AND "
                        "position < ?1 + ?2"),
          remove_file(db, "DELETE FROM files WHERE name = ?"),
          add_file(db, "INSERT INTO files (name, bytes) VALUES (?, 0)"),
          set_file_bytes(db, "UPDATE files SET bytes = ?2 WHERE number = ?1"),
          find_file(db, "SELECT number, bytes FROM files WHERE name = ?"),
          files_bytes(db, "SELECT coalesce(sum(bytes), 0) FROM files"),
          add_piece(db, "INSERT INTO pieces VALUES (?, ?, ?)"),
          read_piece(db, "SELECT bytes FROM pieces WHERE file = ? AND piece = ?"),
          add_invitation(db, "INSERT INTO invitations VALUES (?)"),
          count_invitations(db, "SELECT count(*) FROM invitations"),
          has_invitation(db, "SELECT 1 FROM invitations WHERE token_hash = ?"),
          add_card(db, "INSERT INTO key_cards (token_hash, name, sign_key, box_key) VALUES (?, ?, ?, ?)"),
          card_of(db, "SELECT name, sign_key, box_key FROM key_cards WHERE token_hash = ?"),
          read_cards(db, "SELECT name, sign_key, box_key FROM key_cards ORDER BY number"),
          newer_bulletin(db, "SELECT 1 FROM bulletins WHERE key = ? AND kind = ? AND number >= ?"),
          remove_bulletin(db, "DELETE FROM bulletins WHERE key = ? AND kind = ?"),
          add_bulletin(db, "INSERT INTO bulletins (key, kind, number, bytes) VALUES (?, ?, ?, ?)"),
          last_bulletin(db, "SELECT coalesce(max(sequence), 0) FROM bulletins"),
          read_bulletins(db, "SELECT sequence, bytes FROM bulletins WHERE sequence > ? ORDER BY sequence") {}

    Statement add_entry, read_entries, put_tile, read_tile, put_head, read_head, entries_bytes, remove_file,
        add_file, set_file_bytes, find_file, files_bytes, add_piece, read_piece, add_invitation,
        count_invitations, has_invitation, add_card, card_of, read_cards, newer_bulletin, remove_bulletin,
        add_bulletin, last_bulletin, read_bulletins;
};

namespace {

/// The one row that is asked for, if it is there.
std::optional<Bytes> one_blob(Statement& statement) {
    if (!statement.step()) return {};
    std::optional<Bytes> out = statement.blob(0);
    statement.reset();
    return out;
}
std::uint64_t one_number(Statement& statement) {
    statement.step();
    const std::int64_t number = statement.integer(0);
    statement.reset();
    return static_cast<std::uint64_t>(number);
}
bool any(Statement& statement) {
    const bool found = statement.step();
    statement.reset();
    return found;
}
KeyCard card_in(const Statement& row) {
    return {row.text(0), as_bytes32(row.blob(1)), as_bytes32(row.blob(2))};
}

}    // namespace

void SqliteStore::Free::operator()(Statements* statements) const {
    delete statements;
}

SqliteStore::SqliteStore(const std::filesystem::path& file) : database_(file) {
    migrate();
    statements_.reset(new Statements(database_.handle()));
}

std::int64_t SqliteStore::newest_schema() {
    return kVersion;
}

std::int64_t SqliteStore::version() {
    const std::int64_t version = database_.integer("PRAGMA user_version");
    if (version > kVersion) throw StorageError("the log was written by a newer vouch-server");
    return version;
}

void SqliteStore::migrate() {
    if (version() == kVersion) return;
    Transaction transaction(database_);
    for (auto next = static_cast<std::size_t>(version()); next < kMigrations.size(); ++next)
        database_.execute(kMigrations[next]);
    try_write();
    transaction.commit();
}

void SqliteStore::try_write() {
    database_.execute(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
}

void SqliteStore::append(std::span<const Bytes> entries, std::span<const Tile> tiles, const TreeHead& head) {
    Transaction transaction(database_);
    std::uint64_t position = this->head().size;
    VOUCH_CHECK(position + entries.size() == head.size);
    for (const Bytes& entry : entries) statements_->add_entry.bind(position++, ByteView(entry)).run();
    put_each(tiles);
    statements_->put_head.bind(head.size, ByteView(head.root)).run();
    transaction.commit();
}

void SqliteStore::put_each(std::span<const Tile> tiles) {
    for (const Tile& tile : tiles)
        if (tile.file.kind == LogFile::Kind::hashes)
            statements_->put_tile.bind(tile.file.level, tile.file.index, ByteView(tile.hashes)).run();
}
void SqliteStore::put_tiles(std::span<const Tile> tiles) {
    Transaction transaction(database_);
    put_each(tiles);
    transaction.commit();
}

TreeHead SqliteStore::head() {
    Statement& row = statements_->read_head;
    row.bind();
    if (!row.step()) return {0, merkle_root({})};
    const TreeHead head{static_cast<std::uint64_t>(row.integer(0)), as_bytes32(row.blob(1))};
    row.reset();
    return head;
}

std::vector<Bytes> SqliteStore::entries(std::uint64_t first, std::uint64_t count, std::uint64_t bytes_max) {
    std::vector<Bytes> out;
    std::uint64_t size = 0;
    Statement& row = statements_->read_entries;
    row.bind(first, count);
    while (row.step()) {
        Bytes entry = row.blob(0);
        size += entry.size();
        if (!out.empty() && size > bytes_max) break;
        out.push_back(std::move(entry));
    }
    row.reset();
    return out;
}
std::uint64_t SqliteStore::entries_bytes(std::uint64_t first, std::uint64_t count) {
    return one_number(statements_->entries_bytes.bind(first, count));
}

Bytes SqliteStore::tile(std::uint32_t level, std::uint64_t index) {
    return one_blob(statements_->read_tile.bind(level, index)).value_or(Bytes());
}

void SqliteStore::put_file(const std::string& name, const std::function<Bytes()>& next) {
    Transaction transaction(database_);
    statements_->remove_file.bind(name).run();
    statements_->add_file.bind(name).run();
    const std::uint64_t number = file(name)->number;
    std::uint64_t size = 0, index = 0;
    for (Bytes piece = next(); !piece.empty(); piece = next()) {
        VOUCH_CHECK(piece.size() <= KeptFile::kPieceBytesMax);
        statements_->add_piece.bind(number, index++, ByteView(piece)).run();
        size += piece.size();
    }
    statements_->set_file_bytes.bind(number, size).run();
    transaction.commit();
}
std::optional<KeptFile> SqliteStore::file(const std::string& name) {
    Statement& row = statements_->find_file.bind(name);
    if (!row.step()) return {};
    const KeptFile out{static_cast<std::uint64_t>(row.integer(0)),
                       static_cast<std::uint64_t>(row.integer(1))};
    row.reset();
    return out;
}
Bytes SqliteStore::piece(std::uint64_t file_number, std::uint64_t index) {
    return one_blob(statements_->read_piece.bind(file_number, index)).value_or(Bytes());
}
std::uint64_t SqliteStore::files_bytes() {
    return one_number(statements_->files_bytes.bind());
}

void SqliteStore::add_invitations(std::span<const Bytes32> token_hashes) {
    Transaction transaction(database_);
    for (const Bytes32& hash : token_hashes) statements_->add_invitation.bind(ByteView(hash)).run();
    transaction.commit();
}
std::uint64_t SqliteStore::invitations() {
    return one_number(statements_->count_invitations.bind());
}

Store::Joined SqliteStore::join(const Bytes32& token_hash, const KeyCard& card) {
    if (!any(statements_->has_invitation.bind(ByteView(token_hash)))) return Joined::no_such_token;
    Statement& row = statements_->card_of.bind(ByteView(token_hash));
    if (row.step()) {
        const bool same = card_in(row) == card;
        row.reset();
        return same ? Joined::before : Joined::with_another_card;
    }
    statements_->add_card
        .bind(ByteView(token_hash), card.name, ByteView(card.sign_key), ByteView(card.box_key))
        .run();
    return Joined::now;
}

std::vector<KeyCard> SqliteStore::key_cards() {
    std::vector<KeyCard> out;
    Statement& row = statements_->read_cards.bind();
    while (row.step()) out.push_back(card_in(row));
    return out;
}

bool SqliteStore::post(const KeptBulletin& bulletin) {
    const std::uint32_t kind = bulletin.kind;
    Transaction transaction(database_);
    if (any(statements_->newer_bulletin.bind(ByteView(bulletin.key), kind, bulletin.number))) return false;
    statements_->remove_bulletin.bind(ByteView(bulletin.key), kind).run();
    statements_->add_bulletin.bind(ByteView(bulletin.key), kind, bulletin.number, ByteView(bulletin.bytes))
        .run();
    transaction.commit();
    return true;
}

std::uint64_t SqliteStore::last_bulletin() {
    return one_number(statements_->last_bulletin.bind());
}

Store::Bulletins SqliteStore::bulletins(std::uint64_t after, std::size_t bytes_max) {
    Bulletins out{{}, after};
    std::size_t size = 0;
    constexpr auto kPlaceMax = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    Statement& row = statements_->read_bulletins.bind(std::min(after, kPlaceMax));
    while (row.step()) {
        Bytes bytes = row.blob(1);
        size += bytes.size();
        if (!out.bytes.empty() && size > bytes_max) break;
        out.bytes.push_back(std::move(bytes));
        out.last = static_cast<std::uint64_t>(row.integer(0));
    }
    row.reset();
    return out;
}

std::unique_ptr<Store> open_store(const std::filesystem::path& folder) {
    return std::make_unique<SqliteStore>(folder / "log.db");
}

}    // namespace vouch::server
