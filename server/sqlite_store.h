#pragma once
// The store as a SQLite file. Its form is that of docs/architecture.md, "Storage".

#include "server/sqlite.h"
#include "server/store.h"

namespace vouch::server {

class SqliteStore final : public Store {
public:
    explicit SqliteStore(const std::filesystem::path& file);
    /// Of the form that a database has after it was opened; a higher one is a newer server's, and refused.
    static std::int64_t newest_schema();

    void try_write() override;
    void append(std::span<const Bytes> entries, std::span<const Tile> tiles, const TreeHead& head) override;
    void put_tiles(std::span<const Tile> tiles) override;
    TreeHead head() override;
    std::vector<Bytes> entries(std::uint64_t first, std::uint64_t count,
                               std::uint64_t bytes_max = UINT64_MAX) override;
    std::uint64_t entries_bytes(std::uint64_t first, std::uint64_t count) override;
    Bytes tile(std::uint32_t level, std::uint64_t index) override;
    void put_file(const std::string& name, const std::function<Bytes()>& next) override;
    std::optional<KeptFile> file(const std::string& name) override;
    Bytes piece(std::uint64_t file_number, std::uint64_t index) override;
    std::uint64_t files_bytes() override;
    void add_invitations(std::span<const Bytes32> token_hashes) override;
    std::uint64_t invitations() override;
    Joined join(const Bytes32& token_hash, const KeyCard& card) override;
    std::vector<KeyCard> key_cards() override;

    bool post(const KeptBulletin& bulletin) override;
    std::uint64_t last_bulletin() override;
    Bulletins bulletins(std::uint64_t after, std::size_t bytes_max) override;

private:
    void migrate();
    void put_each(std::span<const Tile> tiles);    // within a transaction
    std::int64_t version();                        // of the schema

    Database database_;
    struct Statements;
    struct Free {
        void operator()(Statements* statements) const;
    };
    std::unique_ptr<Statements, Free> statements_;
};

}    // namespace vouch::server
