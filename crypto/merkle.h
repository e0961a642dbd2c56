#pragma once
// Merkle trees of RFC 6962 and RFC 9162, section 2.1: roots, inclusion and consistency. SHA-256.
// docs/protocol.md, section 3, and the log's byte formats in docs/audit-log-format.md.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/bytes.h"

namespace vouch {

/// The hash of a leaf that was at hand. Hashing alone makes one: a digest that somebody states is a Bytes32,
/// to be compared with it.
class LeafHash {
public:
    const Bytes32& bytes() const { return bytes_; }
    operator const Bytes32&() const { return bytes_; }
    friend bool operator==(const LeafHash&, const LeafHash&) = default;
    friend bool operator==(const LeafHash& hash, const Bytes32& stated) { return hash.bytes_ == stated; }

private:
    LeafHash() = default;
    friend LeafHash leaf_hash(ByteView entry);
    Bytes32 bytes_{};
};

LeafHash leaf_hash(ByteView entry);                              // SHA-256(0x00 || entry)
Bytes32 node_hash(const Bytes32& left, const Bytes32& right);    // SHA-256(0x01 || left || right)

/// The right edge of a growing tree: O(log n) hashes, enough for its root and to go on.
class MerkleFrontier {
public:
    void append(const Bytes32& leaf);
    std::uint64_t size() const { return size_; }
    Bytes32 root() const;    // of the empty tree: SHA-256("")

private:
    std::uint64_t size_ = 0;
    std::vector<Bytes32> peaks_;    // complete subtrees from the left, largest first
};

/// The root of the leaves [first, first + size) of a stored tree, size a power of two and first a multiple of
/// it.
using SubtreeRoot = std::function<Bytes32(std::uint64_t first, std::uint64_t size)>;

/// The root over leaf hashes at hand, or over a store that knows the roots of whole subtrees.
Bytes32 merkle_root(std::span<const Bytes32> leaves);
Bytes32 merkle_root(std::uint64_t size, const SubtreeRoot& perfect_subtree);

/// PATH(m, D[n]) and PROOF(m, D[n]), bottom up. `leaves` are all n leaf hashes. The caller sees to m < n and
/// to m <= n; the consistency proof from the empty tree is empty.
std::vector<Bytes32> inclusion_proof(std::uint64_t index, std::span<const Bytes32> leaves);
std::vector<Bytes32> consistency_proof(std::uint64_t old_size, std::span<const Bytes32> leaves);
/// The same over a store, which is asked O(log n) times; the ragged right edge is put together from what it
/// says.
std::vector<Bytes32> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                     const SubtreeRoot& perfect_subtree);
std::vector<Bytes32> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                       const SubtreeRoot& perfect_subtree);

/// Total: any numbers and any number of hashes give an answer.
bool inclusion_holds(std::uint64_t index, std::uint64_t size, std::span<const Bytes32> proof,
                     const Bytes32& leaf, const Bytes32& root);
bool consistency_holds(std::uint64_t old_size, std::uint64_t size, std::span<const Bytes32> proof,
                       const Bytes32& old_root, const Bytes32& root);

}    // namespace vouch
