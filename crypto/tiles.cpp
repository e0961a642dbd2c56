#include "crypto/tiles.h"

#include <bit>
#include <stdexcept>

#include "crypto/text.h"

namespace vouch {
namespace {

constexpr unsigned kLevelBits = 8;    // 256 hashes make one of the next level

Status visit_level(LogFile::Kind kind, std::uint32_t level, std::uint64_t old_size, std::uint64_t size,
                   const std::function<Status(const LogFile&)>& visit) {
    const std::uint64_t before = hashes_at(level, old_size), now = hashes_at(level, size);
    for (std::uint64_t index = before / kTileWidth; index < now / kTileWidth; ++index)
        VOUCH_REQUIRE(visit({kind, level, index, kTileWidth}));
    if (const auto rest = static_cast<std::uint32_t>(now % kTileWidth); rest != 0 && now != before)
        VOUCH_REQUIRE(visit({kind, level, now / kTileWidth, rest}));
    return accepted();
}

Bytes joined(std::span<const Bytes32> hashes) {
    Bytes out;
    out.reserve(hashes.size() * sizeof(Bytes32));
    for (const Bytes32& hash : hashes) append(out, hash);
    return out;
}

/// The first `width` hashes of a stored tile.
std::vector<Bytes32> read_hashes(const TileReader& stored, std::uint32_t level, std::uint64_t index,
                                 std::size_t width) {
    const Bytes tile = stored(level, index);
    const auto hashes = decode_tile(ByteView(tile).first(std::min(tile.size(), width * 32)), width);
    if (!hashes.ok())
        throw std::runtime_error("stored tile " + LogFile{LogFile::Kind::hashes, level, index}.path() +
                                 " is too short");
    return *hashes;
}

/// "x001/x234/067"
std::string index_path(std::uint64_t index) {
    const auto three_digits = [](std::uint64_t n) { return std::to_string(1000 + n % 1000).substr(1); };
    std::string path = three_digits(index);
    while ((index /= 1000) != 0) {
        std::string wider = "x";
        wider.append(three_digits(index)).append("/").append(path);
        path = std::move(wider);
    }
    return path;
}

/// The part of `rest` before the next `separator`, or all of it.
std::string_view take_part(std::string_view& rest, std::string_view separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + separator.size(), rest.size()));
    return part;
}

}    // namespace

std::uint64_t hashes_at(std::uint32_t level, std::uint64_t size) {
    return level > kTileLevelMax ? 0 : size >> (kLevelBits * level);
}

std::string LogFile::path() const {
    const std::string folder = kind == Kind::entries ? "entries" : std::to_string(level);
    const std::string partial = width == kTileWidth ? "" : ".p/" + std::to_string(width);
    return "tile/" + folder + "/" + index_path(index) + partial;
}

Result<LogFile> LogFile::parse(std::string_view path) {
    // Reads without looking closely, then takes only what comes out the same when written again.
    const Rejection refusal{Reason::malformed, "path of a tile"};
    LogFile file;
    std::string_view rest = path;
    if (take_part(rest, "/") != "tile") return refusal;
    const std::string_view folder = take_part(rest, "/");
    if (folder == "entries") {
        file.kind = Kind::entries;
    } else {
        VOUCH_TRY(level, parse_decimal(folder));
        if (level > kTileLevelMax) return refusal;
        file.level = static_cast<std::uint32_t>(level);
    }
    std::string_view groups = take_part(rest, ".p/");
    if (!rest.empty()) {
        VOUCH_TRY(width, parse_decimal(rest));
        if (width == 0 || width >= kTileWidth) return refusal;
        file.width = static_cast<std::uint32_t>(width);
    }
    while (!groups.empty()) {
        for (const char digit : take_part(groups, "/")) {
            if (digit == 'x') continue;
            if (digit < '0' || digit > '9') return refusal;
            file.index = file.index * 10 + static_cast<std::uint64_t>(digit - '0');
            if (file.index > kTileIndexMax) return refusal;
        }
    }
    if (file.path() != path) return refusal;
    return file;
}

bool LogFile::within(std::uint64_t size) const {
    return index < kTileIndexMax && index * kTileWidth + width <= hashes_at(level, size);
}

Status for_each_file(std::uint64_t old_size, std::uint64_t size,
                     const std::function<Status(const LogFile&)>& visit) {
    for (std::uint32_t level = 0; hashes_at(level, size) != 0; ++level)
        VOUCH_REQUIRE(visit_level(LogFile::Kind::hashes, level, old_size, size, visit));
    return visit_level(LogFile::Kind::entries, 0, old_size, size, visit);
}

std::vector<Tile> extend_tiles(std::uint64_t old_size, std::span<const Bytes32> leaves,
                               const TileReader& stored) {
    std::vector<Tile> tiles;
    std::vector<Bytes32> fresh(leaves.begin(), leaves.end());    // the new hashes of a level
    for (std::uint32_t level = 0; !fresh.empty(); ++level) {
        std::uint64_t index = hashes_at(level, old_size) / kTileWidth;
        std::vector<Bytes32> edge;
        if (const std::size_t width = hashes_at(level, old_size) % kTileWidth; width != 0)
            edge = read_hashes(stored, level, index, width);
        std::vector<Bytes32> above;
        for (const Bytes32& hash : fresh) {
            edge.push_back(hash);
            if (edge.size() < kTileWidth) continue;
            tiles.push_back({{LogFile::Kind::hashes, level, index++, kTileWidth}, joined(edge)});
            above.push_back(merkle_root(edge));
            edge.clear();
        }
        if (!edge.empty())
            tiles.push_back({{LogFile::Kind::hashes, level, index, static_cast<std::uint32_t>(edge.size())},
                             joined(edge)});
        fresh = std::move(above);
    }
    return tiles;
}

SubtreeRoot subtrees_of(TileReader stored) {
    return [stored = std::move(stored)](std::uint64_t first, std::uint64_t size) {
        const auto height = static_cast<std::uint32_t>(std::countr_zero(size));
        const std::uint32_t level = height / kLevelBits;
        const std::uint64_t place = first >> (kLevelBits * level);
        const std::size_t offset = place % kTileWidth;
        const std::size_t width = std::size_t{1} << (height % kLevelBits);
        const auto hashes = read_hashes(stored, level, place / kTileWidth, offset + width);
        return merkle_root(std::span(hashes).subspan(offset));
    };
}

Result<std::vector<Bytes32>> decode_tile(ByteView tile, std::size_t width) {
    if (tile.size() != width * sizeof(Bytes32)) return {Reason::malformed, "tile: length"};
    std::vector<Bytes32> hashes(width);
    for (std::size_t i = 0; i < width; ++i)
        std::ranges::copy(tile.subspan(i * sizeof(Bytes32), sizeof(Bytes32)), hashes[i].begin());
    return hashes;
}

Result<Bytes> encode_bundle(std::span<const Bytes> entries) {
    Bytes out;
    for (const Bytes& entry : entries) {
        if (entry.size() > kBundledEntryBytesMax) return {Reason::too_large, "bundle: entry"};
        out.push_back(static_cast<std::uint8_t>(entry.size() >> 8));
        out.push_back(static_cast<std::uint8_t>(entry.size()));
        append(out, entry);
    }
    return out;
}

Result<ByteView> take_entry(ByteView& rest) {
    if (rest.size() < 2) return {Reason::malformed, "bundle: ends early"};
    const std::size_t length = std::size_t{rest[0]} << 8 | rest[1];
    if (rest.size() - 2 < length) return {Reason::malformed, "bundle: ends early"};
    const ByteView entry = rest.subspan(2, length);
    rest = rest.subspan(2 + length);
    return entry;
}

Result<std::vector<Bytes>> decode_bundle(ByteView bundle, std::size_t count) {
    std::vector<Bytes> entries;
    for (std::size_t i = 0; i < count; ++i) {
        VOUCH_TRY(entry, take_entry(bundle));
        entries.push_back(copy(entry));
    }
    if (!bundle.empty()) return {Reason::malformed, "bundle: left-over bytes"};
    return entries;
}

}    // namespace vouch
