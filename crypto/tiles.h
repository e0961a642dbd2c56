#pragma once
// The files in which a log is published: tiles of hashes and bundles of entries.
// docs/audit-log-format.md, section 4.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/merkle.h"

namespace vouch {

inline constexpr std::uint32_t kTileWidth = 256;     // hashes or entries in a full file
inline constexpr std::uint32_t kTileLevelMax = 7;    // a size of 64 bits needs no higher level
inline constexpr std::uint64_t kTileIndexMax = (std::uint64_t{1} << 56) - 1;
inline constexpr std::size_t kTileBytesMax = 32 * std::size_t{kTileWidth};
inline constexpr std::size_t kBundledEntryBytesMax =
    65'535;                                            // the largest length that stands before an entry
inline constexpr std::size_t kEntryLengthBytes = 2;    // that length
inline constexpr std::size_t kBundleBytesMax = kTileWidth * (kEntryLengthBytes + kBundledEntryBytesMax);

/// How many hashes a tree of this size has at a level of tiles: floor(size / 256^level).
std::uint64_t hashes_at(std::uint32_t level, std::uint64_t size);

/// One file of the log.
struct LogFile {
    enum class Kind : std::uint8_t { hashes, entries };
    Kind kind = Kind::hashes;
    std::uint32_t level = 0;             // 0 for entries
    std::uint64_t index = 0;             // N
    std::uint32_t width = kTileWidth;    // hashes or entries in it, 1 to 256

    /// "tile/1/x001/000.p/17", "tile/entries/000"; relative to the log's prefix.
    std::string path() const;
    /// One spelling only. Malformed for anything that no tree can have.
    static Result<LogFile> parse(std::string_view path);
    /// The full file that this one is the beginning of, once the log has grown so far.
    LogFile full() const { return {kind, level, index, kTileWidth}; }
    /// Whether a log of this size, or one it has grown from, has this file.
    bool within(std::uint64_t size) const;
    friend bool operator==(const LogFile&, const LogFile&) = default;
};

/// Every file that a log of `size` has and one of `old_size` had not: tiles from level 0 upwards, then
/// bundles, each in order. Stops at the first file that `visit` rejects, since the size may be one that
/// somebody made up.
Status for_each_file(std::uint64_t old_size, std::uint64_t size,
                     const std::function<Status(const LogFile&)>& visit);

/// A tile with its content.
struct Tile {
    LogFile file;
    Bytes hashes;    // 32·width bytes
};

/// Reads stored tiles: the full ones, and the widest partial one of each level. Narrower partial tiles are
/// beginnings of that one.
using TileReader = std::function<Bytes(std::uint32_t level, std::uint64_t index)>;

/// The tiles that these leaves, appended to a stored log of `old_size`, make or widen: all of
/// for_each_file(old_size, old_size + leaves). Reads at most one tile a level. Throws std::runtime_error
/// where the store has lost hashes.
std::vector<Tile> extend_tiles(std::uint64_t old_size, std::span<const Bytes32> leaves,
                               const TileReader& stored);

/// The subtrees of a stored log, for merkle_root, inclusion_proof and consistency_proof. Throws as above.
SubtreeRoot subtrees_of(TileReader stored);

/// The hashes of a tile. Malformed unless it holds exactly `width`.
Result<std::vector<Bytes32>> decode_tile(ByteView tile, std::size_t width);

/// Writes each entry after its length, a big-endian uint16. Too large for an entry above
/// kBundledEntryBytesMax.
Result<Bytes> encode_bundle(std::span<const Bytes> entries);
/// Malformed unless it holds exactly `count` entries and nothing else.
Result<std::vector<Bytes>> decode_bundle(ByteView bundle, std::size_t count);
/// Takes the next entry off `rest`. Malformed where it is cut short.
Result<ByteView> take_entry(ByteView& rest);

}    // namespace vouch
