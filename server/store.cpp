#include "server/store.h"

namespace vouch::server {

std::optional<Bytes> Store::hashes(const LogFile& file) {
    VOUCH_CHECK(file.kind == LogFile::Kind::hashes);
    if (!file.within(head().size)) return {};
    Bytes hashes = tile(file.level, file.index);
    if (hashes.size() < 32 * std::size_t{file.width}) throw StorageError("a tile is shorter than the log");
    hashes.resize(32 * std::size_t{file.width});
    return hashes;
}

}    // namespace vouch::server
