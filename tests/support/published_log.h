#pragma once
// A log published in memory: its files by path, kept as a server keeps them, one batch after another.

#include <map>
#include <string>

#include "crypto/log_check.h"

namespace vouch::testing {

class PublishedLog {
public:
    /// Publishes one more checkpoint's worth: the partial files of the sizes before stay.
    void append(std::span<const Bytes> batch);

    std::uint64_t size() const { return entries_.size(); }
    const std::vector<Bytes>& entries() const { return entries_; }
    Bytes32 root() const { return merkle_root(size(), subtrees_of(stored())); }
    /// The tiles as a store has them: full ones, and the widest partial one of each level.
    TileReader stored() const;
    FetchFile fetch() const;

    std::map<std::string, Bytes> files;    // as published; a test may change them

private:
    std::vector<Bytes> entries_;
    std::map<std::pair<std::uint32_t, std::uint64_t>, Bytes> tiles_;
};

inline void PublishedLog::append(std::span<const Bytes> batch) {
    const std::uint64_t old_size = size();
    std::vector<Bytes32> leaves;
    for (const Bytes& entry : batch) leaves.push_back(leaf_hash(entry));
    for (const Tile& tile : extend_tiles(old_size, leaves, stored())) {
        files[tile.file.path()] = tile.hashes;
        tiles_[{tile.file.level, tile.file.index}] = tile.hashes;
    }
    entries_.insert(entries_.end(), batch.begin(), batch.end());
    const Status done = for_each_file(old_size, size(), [this](const LogFile& file) {
        if (file.kind == LogFile::Kind::entries)
            files[file.path()] =
                *encode_bundle(std::span(entries_).subspan(file.index * kTileWidth, file.width));
        return accepted();
    });
    VOUCH_CHECK(done.ok());
}

inline TileReader PublishedLog::stored() const {
    return [this](std::uint32_t level, std::uint64_t index) { return tiles_.at({level, index}); };
}

inline FetchFile PublishedLog::fetch() const {
    return [this](const std::string& path) -> std::optional<Bytes> {
        const auto at = files.find(path);
        if (at == files.end()) return std::nullopt;
        return at->second;
    };
}

/// The index of the entry whose length or bytes hold this byte of a bundle.
inline std::uint64_t entry_at(ByteView bundle, std::size_t byte) {
    std::uint64_t index = 0;
    for (ByteView rest = bundle; take_entry(rest).ok() && bundle.size() - rest.size() <= byte;) ++index;
    return index;
}

}    // namespace vouch::testing
