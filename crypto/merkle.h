#pragma once
// Merkle trees of RFC 6962 and RFC 9162, section 2.1: roots, inclusion and consistency. SHA-256.
// docs/protocol.md, section 3, and the log's byte formats in docs/audit-log-format.md.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/bytes.h"

namespace vouch {

/// The hash of a leaf that this program hashed itself; only leaf_hash makes one. A digest that somebody
/// states is a Bytes32, which can be compared with it.
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

/// The right edge of a growing tree: the O(log n) hashes from which its root follows and to which leaves can
/// be appended.
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

/// The root over leaf hashes in memory, or over a store that gives the roots of whole subtrees.
Bytes32 merkle_root(std::span<const Bytes32> leaves);
Bytes32 merkle_root(std::uint64_t size, const SubtreeRoot& perfect_subtree);

/// PATH(m, D[n]) and PROOF(m, D[n]), bottom up. `leaves` are all n leaf hashes. The caller makes sure that m
/// < n for the first and m <= n for the second. The consistency proof from the empty tree is empty.
std::vector<Bytes32> inclusion_proof(std::uint64_t index, std::span<const Bytes32> leaves);
std::vector<Bytes32> consistency_proof(std::uint64_t old_size, std::span<const Bytes32> leaves);
/// The same over a store, which is asked O(log n) times. Subtrees that are not full, at the right edge, are
/// computed from its answers.
std::vector<Bytes32> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                     const SubtreeRoot& perfect_subtree);
std::vector<Bytes32> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                       const SubtreeRoot& perfect_subtree);

/// Every input gives an answer, whatever the numbers and however many hashes there are.
bool inclusion_holds(std::uint64_t index, std::uint64_t size, std::span<const Bytes32> proof,
                     const Bytes32& leaf, const Bytes32& root);
bool consistency_holds(std::uint64_t old_size, std::uint64_t size, std::span<const Bytes32> proof,
                       const Bytes32& old_root, const Bytes32& root);

}    // namespace vouch
