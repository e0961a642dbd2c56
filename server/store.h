#pragma once
// What a conference keeps on disk: the log, its tiles and signed state, and beside it the sealed named roll,
// the documents and the invitations of the board. docs/architecture.md, "Storage".

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "crypto/tiles.h"
#include "server/sqlite.h"

namespace vouch::server {

/// Size and root of the log that the server signs, or signed.
struct TreeHead {
    std::uint64_t size = 0;
    Bytes32 root{};
    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// A trustee's name and keys, sent in before the board entry is made.
struct KeyCard {
    std::string name;
    Bytes32 sign_key{}, box_key{};
    friend bool operator==(const KeyCard&, const KeyCard&) = default;
};

/// One connection to a conference's log.db; used by one thread at a time. Several may be open: one writes,
/// the others read. Any member may throw StorageError; nothing is half done when one does, and what a member
/// stored is on stable storage when it returns.
class Store {
public:
    /// Makes the file where there is none; brings an older schema up to date. Else nothing is written.
    explicit Store(const std::filesystem::path& file);

    /// Throws where the disk takes nothing.
    void try_write();

    /// Entries are added at the end, with the tiles they make and the new size and root.
    void append(std::span<const Bytes> entries, std::span<const Tile> tiles, const TreeHead& head);
    /// Of the empty log before the first append.
    TreeHead head();
    /// As they were accepted, byte for byte; fewer at the end of the log.
    std::vector<Bytes> entries(std::uint64_t first, std::uint64_t count);
    /// The widest there is; empty where there is none.
    Bytes tile(std::uint32_t level, std::uint64_t index);
    /// A file of the log; nothing where the log is not that long yet.
    std::optional<Bytes> file(const LogFile& file);

    void put_document(const Bytes32& sha256, ByteView content);    // once more is no error
    std::optional<Bytes> document(const Bytes32& sha256);
    bool has_document(const Bytes32& sha256);
    std::uint64_t documents_bytes();
    void put_named_roll(ByteView sealed);    // replaces the last
    std::optional<Bytes> named_roll();

    /// By the hash of their one-time tokens.
    void add_invitations(std::span<const Bytes32> token_hashes);
    std::uint64_t invitations();
    enum class Joined { now, before, with_another_card, no_such_token };
    Joined join(const Bytes32& token_hash, const KeyCard& card);
    std::vector<KeyCard> key_cards();    // in the order in which they came

private:
    void migrate();
    std::int64_t version();    // of the schema

    Database database_;
    struct Statements;
    struct Free {
        void operator()(Statements* statements) const;
    };
    std::unique_ptr<Statements, Free> statements_;
};

}    // namespace vouch::server
