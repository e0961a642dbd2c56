#include "crypto/digest_set.h"

#include <sodium.h>

#include "crypto/random.h"

namespace vouch {
namespace {

constexpr Bytes32 kFree{};
constexpr std::size_t kSlotsLeast = 8;

/// At most five slots of six are taken: the next free one is not far.
bool is_full(std::size_t taken, std::size_t slots) {
    return 6 * taken >= 5 * slots;
}

}    // namespace

std::uint64_t DigestSet::hash(const Bytes32& digest) {
    static const Bytes32 key = system_rng().bytes32();
    static_assert(crypto_shorthash_KEYBYTES <= key.size() && crypto_shorthash_BYTES == 8);
    std::uint64_t out;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&out), digest.data(), digest.size(), key.data());
    return out;
}

/// Where it is, or the free slot where it belongs. The shard has a free slot.
std::size_t DigestSet::slot_of(const Shard& shard, std::uint64_t hash, const Bytes32& digest) {
    std::size_t slot = (hash >> 32) * shard.slots.size() >> 32;    // the low bits chose the shard
    while (shard.slots[slot] != kFree && shard.slots[slot] != digest)
        slot = slot + 1 < shard.slots.size() ? slot + 1 : 0;
    return slot;
}

void DigestSet::grow(Shard& shard) {
    Shard larger{std::vector<Bytes32>(std::max(kSlotsLeast, shard.slots.size() + shard.slots.size() / 4)),
                 shard.taken};
    for (const Bytes32& digest : shard.slots)
        if (digest != kFree) larger.slots[slot_of(larger, hash(digest), digest)] = digest;
    shard = std::move(larger);
}

bool DigestSet::contains(const Bytes32& digest) const {
    if (digest == kFree) return holds_zeros_;
    const std::uint64_t hashed = hash(digest);
    const Shard& shard = shards_[hashed % kShards];
    return !shard.slots.empty() && shard.slots[slot_of(shard, hashed, digest)] == digest;
}

bool DigestSet::insert(const Bytes32& digest) {
    if (contains(digest)) return false;
    ++size_;
    if (digest == kFree) return holds_zeros_ = true;
    const std::uint64_t hashed = hash(digest);
    Shard& shard = shards_[hashed % kShards];
    if (is_full(shard.taken, shard.slots.size())) grow(shard);
    shard.slots[slot_of(shard, hashed, digest)] = digest;
    ++shard.taken;
    return true;
}

std::vector<Bytes32> DigestSet::digests() const {
    std::vector<Bytes32> out;
    if (holds_zeros_) out.push_back(kFree);
    for (const Shard& shard : shards_)
        for (const Bytes32& digest : shard.slots)
            if (digest != kFree) out.push_back(digest);
    return out;
}

}    // namespace vouch
