#include "client/cli/witness/log_copy.h"

#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr const char* kCheckpoint = "checkpoint";

/// The last file of a level, which is partial; nothing where all of them are full.
std::optional<LogFile> partial_file(LogFile::Kind kind, std::uint32_t level, std::uint64_t size) {
    const std::uint64_t hashes = hashes_at(level, size);
    if (hashes % kTileWidth == 0) return {};
    return LogFile{kind, level, hashes / kTileWidth, static_cast<std::uint32_t>(hashes % kTileWidth)};
}

}    // namespace

LogCopy::LogCopy(Path folder) : folder_(std::move(folder)) {
    const auto note = disk::read_file_if_there(folder_ / kCheckpoint, kNoteBytesMax);
    if (!note) return;
    note_ = text_of(*note);
    const auto parsed = SignedNote::parse(note_);
    const auto checkpoint = parsed.ok() ? Checkpoint::parse(parsed->text) : parsed.rejection();
    if (!checkpoint.ok()) throw StorageError(says().watch.copy_damaged({.folder = folder_.string()}));
    checkpoint_ = *checkpoint;
}

std::vector<Bytes> LogCopy::entries_from(std::uint64_t first, std::uint64_t end) const {
    auto found = fetch_entries(log_in_folder(folder_), first, end);
    if (!found.ok()) throw StorageError(says().watch.copy_damaged({.folder = folder_.string()}));
    return *std::move(found);
}

void LogCopy::for_each_entry(const std::function<void(ByteView)>& visit) const {
    MerkleFrontier tree;
    for (std::uint64_t first = 0; first < size(); first += kTileWidth)
        for (const Bytes& entry : entries_from(first, std::min<std::uint64_t>(first + kTileWidth, size()))) {
            tree.append(leaf_hash(entry));
            visit(entry);
        }
    if (tree.root() != checkpoint_.root && size() > 0)
        throw StorageError(says().watch.copy_damaged({.folder = folder_.string()}));
}

TileReader LogCopy::tiles() const {
    return tiles_of(log_in_folder(folder_), size());
}

SubtreeRoot LogCopy::subtrees() const {
    return subtrees_of(tiles());
}

Bytes32 LogCopy::root_at(std::uint64_t size) const {
    return merkle_root(size, subtrees());
}

std::optional<Bytes> LogCopy::file(const LogFile& file) const {
    return disk::read_file_if_there(folder_ / file.path(), kBundleBytesMax);
}

void LogCopy::grow(const std::vector<Bytes>& fresh, const std::string& note) {
    const auto parsed = SignedNote::parse(note);
    VOUCH_CHECK(parsed.ok());
    const auto checkpoint = Checkpoint::parse(parsed->text);
    VOUCH_CHECK(checkpoint.ok() && checkpoint->size == size() + fresh.size());
    std::vector<Bytes32> leaves;
    for (const Bytes& entry : fresh) leaves.push_back(leaf_hash(entry));
    const std::uint64_t old_size = size();
    for (const Tile& tile : extend_tiles(old_size, leaves, tiles()))
        disk::write_file(folder_ / tile.file.path(), tile.hashes);
    write_bundles(old_size, fresh);
    disk::write_file(folder_ / kCheckpoint, note);
    note_ = note;
    checkpoint_ = *checkpoint;
    remove_partial_files_of(old_size);
}

void LogCopy::write_bundles(std::uint64_t old_size, const std::vector<Bytes>& fresh) const {
    const std::uint64_t first = old_size / kTileWidth * kTileWidth;    // of the bundle that grows
    std::vector<Bytes> entries = entries_from(first, old_size);
    entries.insert(entries.end(), fresh.begin(), fresh.end());
    for (std::uint64_t at = 0; at < entries.size(); at += kTileWidth) {
        const auto width =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(kTileWidth, entries.size() - at));
        const auto bundle = encode_bundle(std::span(entries).subspan(at, width));
        VOUCH_CHECK(bundle.ok());    // each of them came out of a bundle
        const LogFile file{LogFile::Kind::entries, 0, (first + at) / kTileWidth, width};
        disk::write_file(folder_ / file.path(), *bundle);
    }
}

void LogCopy::remove_partial_files_of(std::uint64_t old_size) const {
    const auto remove = [&](LogFile::Kind kind, std::uint32_t level) {
        const auto old = partial_file(kind, level, old_size);
        std::error_code ignored;    // one file too many is never read
        if (old && old != partial_file(kind, level, size()))
            std::filesystem::remove(folder_ / old->path(), ignored);
    };
    remove(LogFile::Kind::entries, 0);
    for (std::uint32_t level = 0; hashes_at(level, old_size) != 0; ++level)
        remove(LogFile::Kind::hashes, level);
}

void LogCopy::write_to(const Path& folder) const {
    const Status done = for_each_file(0, size(), [&](const LogFile& of_log) -> Status {
        const auto content = file(of_log);
        if (!content) throw StorageError(says().watch.copy_damaged({.folder = folder_.string()}));
        disk::write_file(folder / of_log.path(), *content);
        return accepted();
    });
    VOUCH_CHECK(done.ok());
    disk::write_file(folder / kCheckpoint, note_);
}

}    // namespace vouch::client
