#include "server/log_writer.h"

#include <map>

namespace vouch::server {

LogWriter::LogWriter(Store& store, SignedState signed_state, const ConferenceKeys& keys)
    : store_(store), signed_state_(std::move(signed_state)), keys_(keys), head_(store.head()) {
    if (const auto last = signed_state_.read()) {
        if (last->size > head_.size)
            throw StorageError(
                "the log on disk has " + std::to_string(head_.size) + " entries, but one of " +
                std::to_string(last->size) +
                " was signed: it was restored from an older backup, and signing it would make a "
                "second history");
        const Bytes32 root = merkle_root(last->size, subtrees_of(cached_tiles()));
        if (root != last->root)
            throw StorageError("the log on disk does not extend the one of " + std::to_string(last->size) +
                               " entries that was signed");
    } else if (head_.size > 0) {
        throw StorageError(
            "nothing says what was signed of this log of " + std::to_string(head_.size) +
            " entries: it was restored from a backup, or signed/ is lost. Compare it with the newest "
            "checkpoint that anybody outside holds, then start once with --restored and what that says");
    }
    if (signed_state_.read() == head_)
        show(head_);    // nothing is to be written
    else
        sign(head_);
}

// Three steps are durable, in this order; what a crash after each of them leaves:
//
// 1. The entries with their tiles and the head, one transaction. Before it: nothing happened. After it: the
//    log has entries that nobody was told of; the next start signs them.
// 2. The signed state. After it: the log is not behind it, so that the next start signs the same head again.
// 3. The checkpoint is in memory alone. Only after it does anybody hear of the entries, and a receipt leaves.
void LogWriter::append(std::span<const Bytes> entries, const TreeHead& head) {
    std::vector<Bytes32> leaves;
    for (const Bytes& entry : entries) leaves.push_back(leaf_hash(entry));
    const auto tiles = extend_tiles(head_.size, leaves, cached_tiles());
    store_.append(entries, tiles, head);
    sign(head);
}

void LogWriter::sign(const TreeHead& head) {
    signed_state_.write(head);
    show(head);
}

void LogWriter::show(const TreeHead& head) {
    const std::string text = Checkpoint{keys_.vkey().name(), head.size, head.root}.to_string();
    checkpoint_ = SignedNote{text, {sign_note(text, keys_.vkey(), keys_.log_key())}}.to_string();
    head_ = head;
}

std::vector<std::string> LogWriter::receipts(std::span<const std::uint64_t> indexes) {
    // Neighbours' proofs have most of their subtrees in common.
    std::map<std::pair<std::uint64_t, std::uint64_t>, Bytes32> roots;
    const SubtreeRoot subtrees = [&roots, stored = subtrees_of(cached_tiles())](std::uint64_t first,
                                                                                std::uint64_t size) {
        const auto [at, fresh] = roots.try_emplace({first, size});
        if (fresh) at->second = stored(first, size);
        return at->second;
    };
    std::vector<std::string> out;
    for (const std::uint64_t index : indexes)
        out.push_back(
            TlogProof{{}, index, inclusion_proof(index, head_.size, subtrees), checkpoint_}.to_string());
    return out;
}

/// Reads each tile once; for as long as the log does not grow.
TileReader LogWriter::cached_tiles() {
    return [this, cache = std::make_shared<std::map<std::pair<std::uint32_t, std::uint64_t>, Bytes>>()](
               std::uint32_t level, std::uint64_t index) {
        const auto [at, fresh] = cache->try_emplace({level, index});
        if (fresh) at->second = store_.tile(level, index);
        return at->second;
    };
}

}    // namespace vouch::server
