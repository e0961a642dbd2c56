#pragma once
// A set of digests that only grows. It holds one digest for each entry of a long log.

#include <array>
#include <cstddef>
#include <vector>

#include "crypto/bytes.h"

namespace vouch {

/// It takes 38 to 48 bytes a digest, also while it grows. A digest's place follows from a hash under a key
/// that this process draws and keeps to itself, so that nobody can make digests that crowd together. What the
/// set holds does not depend on the key.
class DigestSet {
public:
    bool contains(const Bytes32& digest) const;
    /// False where it was there already.
    bool insert(const Bytes32& digest);
    std::size_t size() const { return size_; }
    /// All of them, in no order.
    std::vector<Bytes32> digests() const;

private:
    /// Uses open addressing; a slot of zeros is free. Shards grow one at a time, so that only one is in
    /// memory twice.
    struct Shard {
        std::vector<Bytes32> slots;
        std::size_t taken = 0;
    };
    static std::uint64_t hash(const Bytes32& digest);
    static std::size_t slot_of(const Shard& shard, std::uint64_t hash, const Bytes32& digest);
    static void grow(Shard& shard);

    static constexpr std::size_t kShards = 64;
    std::array<Shard, kShards> shards_;
    std::size_t size_ = 0;
    bool holds_zeros_ = false;    // the digest of zeros, which no slot can hold
};

}    // namespace vouch
