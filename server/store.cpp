#include "server/store.h"

namespace vouch::server {

std::optional<Bytes> Store::file(const LogFile& file) {
    if (!file.within(head().size)) return {};
    if (file.kind == LogFile::Kind::entries) {
        const auto bundle = encode_bundle(entries(file.index * kTileWidth, file.width));
        if (!bundle) throw StorageError("an entry that is too long for a bundle");
        return *bundle;
    }
    Bytes hashes = tile(file.level, file.index);
    if (hashes.size() < 32 * std::size_t{file.width}) throw StorageError("a tile is shorter than the log");
    hashes.resize(32 * std::size_t{file.width});
    return hashes;
}

}    // namespace vouch::server
