#include "server/tile_check.h"

namespace vouch::server {

void TileCheck::add(const Bytes32& leaf_hash) {
    leaves_.push_back(leaf_hash);
    if (leaves_.size() == kTileWidth) take_leaves();
}

std::vector<Tile> TileCheck::differing() && {
    take_leaves();
    for (auto& [level, tile] : edge_) compare(std::move(tile));
    return std::move(differing_);
}

void TileCheck::take_leaves() {
    const TileReader edge = [this](std::uint32_t level, std::uint64_t) { return edge_.at(level).hashes; };
    for (Tile& tile : extend_tiles(size_, leaves_, edge)) {
        const std::uint32_t level = tile.file.level;
        if (tile.file.width < kTileWidth) {
            edge_.insert_or_assign(level, std::move(tile));
        } else {
            edge_.erase(level);
            compare(std::move(tile));
        }
    }
    size_ += leaves_.size();
    leaves_.clear();
}

void TileCheck::compare(Tile tile) {
    if (store_.tile(tile.file.level, tile.file.index) != tile.hashes) differing_.push_back(std::move(tile));
}

}    // namespace vouch::server
