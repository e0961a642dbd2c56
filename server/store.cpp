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

std::optional<Bytes32> Store::root_at(std::uint64_t size) {
    constexpr std::uint64_t kEntriesAtOnce = 256;
    MerkleFrontier log;
    while (log.size() < size) {
        const auto next = entries(log.size(), std::min(kEntriesAtOnce, size - log.size()));
        if (next.empty()) return {};
        for (const Bytes& entry : next) log.append(leaf_hash(entry).bytes());
    }
    return log.root();
}

}    // namespace vouch::server
