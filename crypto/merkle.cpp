#include "crypto/merkle.h"

#include <sodium.h>

#include <bit>

namespace vouch {
namespace {

/// k of RFC 6962: the largest power of two smaller than size, which is at least 2.
std::uint64_t split_point(std::uint64_t size) {
    return std::bit_floor(size - 1);
}

/// MTH of the leaves [first, first + size), of which only whole subtrees are asked for. size >= 1.
Bytes32 range_root(std::uint64_t first, std::uint64_t size, const SubtreeRoot& perfect_subtree) {
    if (std::has_single_bit(size)) return perfect_subtree(first, size);
    const std::uint64_t k = split_point(size);
    return node_hash(perfect_subtree(first, k), range_root(first + k, size - k, perfect_subtree));
}

SubtreeRoot over_leaves(std::span<const Bytes32> leaves) {
    return [leaves](std::uint64_t first, std::uint64_t size) {
        return merkle_root(leaves.subspan(first, size));
    };
}

/// A proof as it is checked, from the leaf (or the old tree's edge) at place f upwards in a level that ends
/// at place s. docs/audit-log-format.md, section 6.
struct Climb {
    std::uint64_t f, s;
    /// Whether the next proof hash stands to the left.
    bool joins_left() {
        if (f % 2 == 0 && f != s) return false;
        while (f % 2 == 0 && f != 0) up();    // levels at which the lone right subtree moved up unchanged
        return true;
    }
    void up() {
        f >>= 1;
        s >>= 1;
    }
};

}    // namespace

LeafHash leaf_hash(ByteView entry) {
    constexpr std::uint8_t kLeafPrefix = 0;
    LeafHash out;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &kLeafPrefix, 1);
    crypto_hash_sha256_update(&state, entry.data(), entry.size());
    crypto_hash_sha256_final(&state, out.bytes_.data());
    return out;
}

Bytes32 node_hash(const Bytes32& left, const Bytes32& right) {
    ByteArray<65> input;
    input[0] = 1;
    std::copy(left.begin(), left.end(), input.begin() + 1);
    std::copy(right.begin(), right.end(), input.begin() + 33);
    return sha256(input);
}

void MerkleFrontier::append(const Bytes32& leaf) {
    Bytes32 peak = leaf;
    for (std::uint64_t rest = size_; rest % 2 == 1; rest >>= 1) {    // like carrying in a binary sum
        peak = node_hash(peaks_.back(), peak);
        peaks_.pop_back();
    }
    peaks_.push_back(peak);
    ++size_;
}

Bytes32 MerkleFrontier::root() const {
    if (peaks_.empty()) return sha256({});
    Bytes32 root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
    return root;
}

Bytes32 merkle_root(std::span<const Bytes32> leaves) {
    MerkleFrontier tree;
    for (const Bytes32& leaf : leaves) tree.append(leaf);
    return tree.root();
}

Bytes32 merkle_root(std::uint64_t size, const SubtreeRoot& perfect_subtree) {
    return size == 0 ? sha256({}) : range_root(0, size, perfect_subtree);
}

std::vector<Bytes32> inclusion_proof(std::uint64_t index, std::span<const Bytes32> leaves) {
    return inclusion_proof(index, leaves.size(), over_leaves(leaves));
}

std::vector<Bytes32> consistency_proof(std::uint64_t old_size, std::span<const Bytes32> leaves) {
    return consistency_proof(old_size, leaves.size(), over_leaves(leaves));
}

std::vector<Bytes32> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                     const SubtreeRoot& perfect_subtree) {
    VOUCH_CHECK(index < size);
    std::vector<Bytes32> proof;
    for (std::uint64_t first = 0, n = size; n > 1;) {    // top down, so the proof comes out reversed
        const std::uint64_t k = split_point(n);
        if (index - first < k) {
            proof.push_back(range_root(first + k, n - k, perfect_subtree));
            n = k;
        } else {
            proof.push_back(perfect_subtree(first, k));
            first += k;
            n -= k;
        }
    }
    std::ranges::reverse(proof);
    return proof;
}

std::vector<Bytes32> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                       const SubtreeRoot& perfect_subtree) {
    VOUCH_CHECK(old_size <= size);
    std::vector<Bytes32> proof;
    if (old_size == 0) return proof;
    std::uint64_t first = 0, n = size;
    while (old_size != first + n) {    // down to where the old tree ends
        const std::uint64_t k = split_point(n);
        if (old_size - first <= k) {
            proof.push_back(range_root(first + k, n - k, perfect_subtree));
            n = k;
        } else {
            proof.push_back(perfect_subtree(first, k));
            first += k;
            n -= k;
        }
    }
    // The old tree's rightmost subtree, unless it is the old tree itself, whose root the reader has.
    if (first != 0) proof.push_back(range_root(first, n, perfect_subtree));
    std::ranges::reverse(proof);
    return proof;
}

bool inclusion_holds(std::uint64_t index, std::uint64_t size, std::span<const Bytes32> proof,
                     const Bytes32& leaf, const Bytes32& root) {
    if (index >= size) return false;
    Climb climb{index, size - 1};
    Bytes32 r = leaf;
    for (const Bytes32& c : proof) {
        if (climb.s == 0) return false;
        r = climb.joins_left() ? node_hash(c, r) : node_hash(r, c);
        climb.up();
    }
    return climb.s == 0 && r == root;
}

bool consistency_holds(std::uint64_t old_size, std::uint64_t size, std::span<const Bytes32> proof,
                       const Bytes32& old_root, const Bytes32& root) {
    if (old_size == 0) return proof.empty();
    if (old_size == size) return proof.empty() && old_root == root;
    if (old_size > size || proof.empty()) return false;
    Climb climb{old_size - 1, size - 1};
    while (climb.f % 2 == 1) climb.up();
    Bytes32 a = old_root;    // stands for the first hash where the old tree is one whole subtree
    if (!std::has_single_bit(old_size)) {
        a = proof.front();
        proof = proof.subspan(1);
    }
    Bytes32 b = a;
    for (const Bytes32& c : proof) {
        if (climb.s == 0) return false;
        if (climb.joins_left()) {
            a = node_hash(c, a);
            b = node_hash(c, b);
        } else {
            b = node_hash(b, c);
        }
        climb.up();
    }
    return climb.s == 0 && a == old_root && b == root;
}

}    // namespace vouch
