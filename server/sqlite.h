#pragma once
// SQLite in classes that own its handles, for store.cpp. Errors are thrown as StorageError; the transaction
// is rolled back then, so that nothing is half done.

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "crypto/bytes.h"
#include "disk/storage_error.h"

namespace vouch::server {

/// One prepared statement: bind, then run() or each row by step(). Blobs are copied in and out.
class Statement {
public:
    Statement(sqlite3* database, const char* sql);

    /// Binds all parameters in order, and starts over.
    template <class... Values>
    Statement& bind(const Values&... values) {
        sqlite3_reset(statement_.get());
        int place = 0;
        (bind_one(++place, values), ...);
        return *this;
    }
    /// The next row: false after the last.
    bool step();
    /// Runs a statement that gives no rows.
    void run();

    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    Bytes blob(int column) const;
    std::string text(int column) const;
    /// Ends the statement's read. As long as it has not ended, the write-ahead log cannot shrink.
    void reset() { sqlite3_reset(statement_.get()); }

private:
    void bind_one(int place, std::int64_t value);
    void bind_one(int place, std::uint64_t value) { bind_one(place, static_cast<std::int64_t>(value)); }
    void bind_one(int place, std::uint32_t value) { bind_one(place, std::int64_t{value}); }
    void bind_one(int place, ByteView value);
    void bind_one(int place, const std::string& value);
    void check(int code) const;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A connection: WAL, synchronous=FULL, foreign keys on. Used by one thread at a time.
class Database {
public:
    explicit Database(const std::filesystem::path& file);
    void execute(const char* sql);
    std::int64_t integer(const char* sql);
    sqlite3* handle() const { return database_.get(); }
    /// Copies what it holds at this moment into a new file; others may write meanwhile. On stable storage
    /// when it returns.
    void copy_to(const std::filesystem::path& file);

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    std::unique_ptr<sqlite3, Close> database_;
};

/// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database* database_;    // null once committed
};

}    // namespace vouch::server
