#pragma once
// The tiles that a log's entries make, held against those that are stored. Tiles can be made again from the
// entries, and are not signed one by one: a damaged one would be published as it is, for as long as the log
// stands.

#include <map>
#include <vector>

#include "server/store.h"

namespace vouch::server {

class TileCheck {
public:
    /// `store` outlives it.
    explicit TileCheck(Store& store) : store_(store) {}

    /// The log's entries one after the other, from the first.
    void add(const Bytes32& leaf_hash);
    /// After the last: the tiles that are stored otherwise, as they have to be.
    std::vector<Tile> differing() &&;

private:
    void take_leaves();
    void compare(Tile tile);

    Store& store_;
    std::uint64_t size_ = 0;                // of the log, without leaves_
    std::vector<Bytes32> leaves_;           // fewer than a tile has
    std::map<std::uint32_t, Tile> edge_;    // what is not full yet, by level
    std::vector<Tile> differing_;
};

}    // namespace vouch::server
