#pragma once
// What a conference keeps on disk: the log, its tiles and signed state, and beside it files (the sealed named
// roll, the documents) and the invitations of the board. docs/architecture.md, "Storage".

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crypto/tiles.h"
#include "disk/storage_error.h"
#include "wire/key_card.h"

namespace vouch::server {

using wire::KeyCard;

/// Size and root of the log that the server signs, or signed.
struct TreeHead {
    std::uint64_t size = 0;
    Bytes32 root{};
    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// A file beside the log. It goes by the name under which it is fetched, "documents/SHA256" or "named-roll",
/// and is kept in pieces, so that nobody has to hold the whole.
struct KeptFile {
    static constexpr std::size_t kPieceBytesMax = std::size_t{64} << 10;
    std::uint64_t number = 0;    // of this content: a file that replaces one of its name has another number
    std::uint64_t bytes = 0;
};

/// What a trustee or organizer posted. The last of each key and kind is kept.
struct KeptBulletin {
    Bytes32 key{};
    std::uint8_t kind = 0;
    std::uint64_t number = 0;    // greater than that of the one it replaces
    Bytes bytes;
};

/// One connection to what a conference keeps; used by one thread at a time. Several may be open: one writes,
/// the others read. Any member may throw StorageError; nothing is half done when one does, and what a member
/// stored is on stable storage when it returns.
class Store {
public:
    virtual ~Store() = default;

    /// Throws where the disk takes no write.
    virtual void try_write() = 0;

    /// Adds entries at the end of the log, with the tiles they make and the new size and root.
    virtual void append(std::span<const Bytes> entries, std::span<const Tile> tiles,
                        const TreeHead& head) = 0;
    /// In place of those that are stored.
    virtual void put_tiles(std::span<const Tile> tiles) = 0;
    /// Before the first append this is the head of the empty log.
    virtual TreeHead head() = 0;
    /// Returns entries byte for byte as they were accepted; fewer at the end of the log. At least one, and no
    /// more of them than have `bytes_max` bytes together.
    virtual std::vector<Bytes> entries(std::uint64_t first, std::uint64_t count,
                                       std::uint64_t bytes_max = UINT64_MAX) = 0;
    virtual std::uint64_t entries_bytes(std::uint64_t first, std::uint64_t count) = 0;
    /// Returns the widest tile that is stored, or an empty one.
    virtual Bytes tile(std::uint32_t level, std::uint64_t index) = 0;
    /// Returns a tile of hashes of the log, or nothing where the log is not that long yet.
    std::optional<Bytes> hashes(const LogFile& file);
    /// The root of the log's first `size` entries, from the entries; nothing where it has fewer.
    std::optional<Bytes32> root_at(std::uint64_t size);

    /// Keeps a file, in place of one of that name. `next` gives its pieces in order, and after the last an
    /// empty one.
    virtual void put_file(const std::string& name, const std::function<Bytes()>& next) = 0;
    virtual std::optional<KeptFile> file(const std::string& name) = 0;
    /// Returns a piece, counted from 0; nothing past the last one, or where another file took its place.
    virtual Bytes piece(std::uint64_t file_number, std::uint64_t index) = 0;
    virtual std::uint64_t files_bytes() = 0;    // of all

    /// Invitations are stored by the hash of their one-time tokens.
    virtual void add_invitations(std::span<const Bytes32> token_hashes) = 0;
    virtual std::uint64_t invitations() = 0;
    enum class Joined { now, before, with_another_card, no_such_token };
    virtual Joined join(const Bytes32& token_hash, const KeyCard& card) = 0;
    virtual std::vector<KeyCard> key_cards() = 0;    // in the order in which they came

    /// Replaces the one of that key and kind; false where that has as great a number, and then stays.
    virtual bool post(const KeptBulletin& bulletin) = 0;
    /// Sequence number of the newest, which is the greatest there ever was; 0 where there is none.
    virtual std::uint64_t last_bulletin() = 0;
    struct Bulletins {
        std::vector<Bytes> bytes;
        std::uint64_t last = 0;    // sequence number of the last of them; `after` where there are none
    };
    /// Those with a greater sequence number, in order, of so many bytes at most. The first comes in any case.
    virtual Bulletins bulletins(std::uint64_t after, std::size_t bytes_max) = 0;
};

/// The store of the conference in that folder. Makes it where there is none, brings an older schema up to
/// date; else nothing is written.
std::unique_ptr<Store> open_store(const std::filesystem::path& folder);

}    // namespace vouch::server
