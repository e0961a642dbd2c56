#include "crypto/log_check.h"

namespace vouch {
namespace {

using Hashes = std::vector<Bytes32>;

/// Each step says whether it may go on; the first fault found is kept.
class LogCheck {
public:
    LogCheck(std::uint64_t size, const Bytes32& root, const FetchFile& fetch, const TakeEntry& take)
        : size_(size), root_(root), fetch_(fetch), take_(take) {}

    std::optional<LogFault> run() {
        if (!read_edges()) return fault_;
        if (merkle_root(size_, edge_subtrees()) != root_) {
            blame_edge();
            return fault_;
        }
        Hashes vouched;    // the hashes of a level, from the top down
        for (std::size_t level = edges_.size(); level-- > 0;)
            if (!check_level(level, vouched)) break;
        return fault_;
    }

private:
    bool fail(Rejection rejection, const LogFile& file, std::optional<std::uint64_t> entry = {}) {
        fault_ = LogFault{std::move(rejection), file.path(), entry};
        return false;
    }

    /// A file's content; the full one's where the partial one is gone, and then `file` names that.
    std::optional<Bytes> read(LogFile& file) {
        auto bytes = fetch_(file.path());
        if (!bytes && file.width != kTileWidth) {
            bytes = fetch_(file.full().path());
            if (bytes) file = file.full();
        }
        if (!bytes) fail({Reason::malformed, "file is missing"}, file);
        return bytes;
    }

    std::optional<Hashes> read_tile(LogFile file) {
        const std::uint32_t wanted = file.width;
        const auto bytes = read(file);
        if (!bytes) return std::nullopt;
        auto hashes = decode_tile(*bytes, file.width);
        if (!hashes.ok()) {
            fail(hashes.rejection(), file);
            return std::nullopt;
        }
        hashes->resize(wanted);
        return *std::move(hashes);
    }

    /// The last tile of a level, of width 0 where all are full.
    LogFile edge_file(std::size_t level) const {
        const auto at = static_cast<std::uint32_t>(level);
        const std::uint64_t hashes = hashes_at(at, size_);
        return {LogFile::Kind::hashes, at, hashes / kTileWidth,
                static_cast<std::uint32_t>(hashes % kTileWidth)};
    }

    bool read_edges() {
        for (std::uint32_t level = 0; hashes_at(level, size_) != 0; ++level) {
            edges_.emplace_back();
            const LogFile file = edge_file(level);
            if (file.width == 0) continue;
            auto hashes = read_tile(file);
            if (!hashes) return false;
            edges_.back() = *std::move(hashes);
        }
        return true;
    }

    /// The whole subtrees that make the tree up: all of them are in the edges.
    SubtreeRoot edge_subtrees() const {
        return subtrees_of([this](std::uint32_t level, std::uint64_t) {
            Bytes tile;
            for (const Bytes32& hash : edges_[level]) append(tile, hash);
            return tile;
        });
    }

    /// The edges do not make the root. Names the one that contradicts its own tiles below; a change at level
    /// 0 contradicts nothing, and is what remains.
    void blame_edge() {
        for (std::size_t level = 1; level < edges_.size(); ++level) {
            const LogFile edge = edge_file(level);
            LogFile below{LogFile::Kind::hashes, edge.level - 1, edge.index * kTileWidth, kTileWidth};
            for (const Bytes32& hash : edges_[level]) {
                const auto hashes = read_tile(below);
                if (!hashes) return;
                if (merkle_root(*hashes) != hash) {
                    fail({Reason::bad_proof, "tile: not of the tiles below it"}, edge);
                    return;
                }
                ++below.index;
            }
        }
        fault_ = LogFault{{Reason::bad_proof, "tiles do not make the checkpoint's root"}, "checkpoint", {}};
        if (size_ % kTileWidth != 0) fault_->file = edge_file(0).path();
    }

    /// Checks the full tiles of a level against `vouched`, the hashes one level up, and puts the level's own
    /// in their place; at level 0, whose hashes nobody needs after that, the entries instead.
    bool check_level(std::size_t level, Hashes& vouched) {
        Hashes own;
        const auto pass_on = [&](const LogFile& file, const Hashes& hashes) {
            if (level == 0) return check_bundle({LogFile::Kind::entries, 0, file.index, file.width}, hashes);
            own.insert(own.end(), hashes.begin(), hashes.end());
            return true;
        };
        LogFile file{LogFile::Kind::hashes, static_cast<std::uint32_t>(level), 0, kTileWidth};
        for (const Bytes32& hash : vouched) {
            const auto hashes = read_tile(file);
            if (!hashes) return false;
            if (merkle_root(*hashes) != hash)
                return fail({Reason::bad_proof, "tile: not the one in the tree"}, file);
            if (!pass_on(file, *hashes)) return false;
            ++file.index;
        }
        if (!edges_[level].empty() && !pass_on(edge_file(level), edges_[level])) return false;
        vouched = std::move(own);
        return true;
    }

    /// Bytes before meaning: what the entries say costs far more to look at than whether they are the tree's.
    bool check_bundle(LogFile file, const Hashes& hashes) {
        const auto bytes = read(file);
        if (!bytes) return false;
        const std::uint64_t first = file.index * kTileWidth;
        ByteView rest = *bytes;
        std::vector<ByteView> entries;
        std::vector<LeafHash> leaves;
        for (const Bytes32& hash : hashes) {
            const auto entry = take_entry(rest);
            if (!entry.ok()) return fail(entry.rejection(), file, first + entries.size());
            leaves.push_back(leaf_hash(*entry));
            if (leaves.back() != hash)
                return fail({Reason::bad_proof, "entry: not the one in the tree"}, file,
                            first + entries.size());
            entries.push_back(*entry);
        }
        const auto beyond = decode_bundle(rest, file.width - hashes.size());    // the rest of a full file
        if (!beyond.ok()) return fail(beyond.rejection(), file);
        return hand_over(entries, leaves, first, file);
    }

    bool hand_over(std::span<const ByteView> entries, std::span<const LeafHash> leaves, std::uint64_t first,
                   const LogFile& file) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const Status taken = take_(first + i, entries[i], leaves[i]);
            if (!taken.ok()) return fail(taken.rejection(), file, first + i);
        }
        return true;
    }

    std::uint64_t size_;
    const Bytes32& root_;
    const FetchFile& fetch_;
    const TakeEntry& take_;
    std::vector<Hashes> edges_;    // per level, the hashes of its last, partial tile
    std::optional<LogFault> fault_;
};

}    // namespace

std::string to_string(const LogFault& fault) {
    const std::string entry = fault.entry ? "entry " + std::to_string(*fault.entry) + " in " : "";
    return entry + fault.file + ": " + to_string(fault.rejection);
}

std::optional<LogFault> check_log(std::uint64_t size, const Bytes32& root, const FetchFile& fetch,
                                  const TakeEntry& take) {
    return LogCheck(size, root, fetch, take).run();
}

}    // namespace vouch
