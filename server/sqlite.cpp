#include "server/sqlite.h"

namespace vouch::server {
namespace {

constexpr int kBusyMilliseconds = 10'000;    // another connection of this server writes

[[noreturn]] void fail(sqlite3* database, const char* doing) {
    throw StorageError(std::string(doing) + ": " + sqlite3_errmsg(database));
}

}    // namespace

Statement::Statement(sqlite3* database, const char* sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    statement_.reset(raw);
    if (code != SQLITE_OK) fail(database, "cannot prepare a statement");
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_.get()), "cannot bind");
}
void Statement::bind_one(int place, std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), place, value));
}
void Statement::bind_one(int place, ByteView value) {
    // A null pointer would bind NULL instead of an empty blob.
    const void* const data = value.empty() ? static_cast<const void*>("") : value.data();
    check(sqlite3_bind_blob64(statement_.get(), place, data, value.size(), SQLITE_TRANSIENT));
}
void Statement::bind_one(int place, const std::string& value) {
    check(sqlite3_bind_text64(statement_.get(), place, value.data(), value.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    sqlite3* const database = sqlite3_db_handle(statement_.get());
    const std::string what = sqlite3_errmsg(database);
    sqlite3_reset(statement_.get());
    if (code != SQLITE_DONE) throw StorageError("cannot read or write: " + what);
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

Bytes Statement::blob(int column) const {
    const auto* const data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return size == 0 ? Bytes() : Bytes(data, data + size);
}

std::string Statement::text(int column) const {
    return text_of(blob(column));
}

Database::Database(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(raw);
    if (code != SQLITE_OK) throw StorageError("cannot open " + file.string() + ": " + sqlite3_errstr(code));
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, kBusyMilliseconds);
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA foreign_keys = ON");
}

void Database::execute(const char* sql) {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(database_.get(), "cannot run a statement");
}

std::int64_t Database::integer(const char* sql) {
    Statement statement(database_.get(), sql);
    if (!statement.step()) throw StorageError("no row where there must be one");
    return statement.integer(0);
}

void Database::copy_to(const std::filesystem::path& file) {
    Database copy(file);
    const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> all(
        sqlite3_backup_init(copy.handle(), "main", handle(), "main"), sqlite3_backup_finish);
    if (!all) fail(copy.handle(), "cannot begin a copy");
    constexpr int kAllPages = -1;
    if (sqlite3_backup_step(all.get(), kAllPages) != SQLITE_DONE) fail(copy.handle(), "cannot copy");
}

Transaction::~Transaction() {
    // Where the rollback fails too, SQLite has rolled back already.
    if (database_ != nullptr) sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_->execute("COMMIT");
    database_ = nullptr;
}

}    // namespace vouch::server
