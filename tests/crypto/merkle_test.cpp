// The tree of docs/audit-log-format.md, sections 3 and 6, with its vectors 8.2 and 8.3.
#include "crypto/merkle_beginning.h"

#include <catch2/catch.hpp>

#include "tests/support/log_vectors.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

constexpr std::uint64_t kSizes = 70;    // every pair below it
constexpr std::uint64_t kEveryBitSizes = 14;
constexpr std::size_t kSomeBits = 89;    // of larger trees every 89th bit, another one in each hash

std::vector<Bytes32> leaves_of(std::size_t size) {
    std::vector<Bytes32> leaves;
    for (std::size_t i = 0; i < size; ++i) leaves.push_back(leaf_hash(decimal_entry(i)));
    return leaves;
}

std::vector<Bytes32> proof_of(std::initializer_list<const char*> lines) {
    std::vector<Bytes32> proof;
    for (const char* line : lines) proof.push_back(*exactly<32>(*from_base64(line)));
    return proof;
}

/// A store of whole subtrees that refuses to answer for anything else.
SubtreeRoot store_over(const std::vector<Bytes32>& leaves) {
    return [&leaves](std::uint64_t first, std::uint64_t size) {
        REQUIRE(std::has_single_bit(size));
        REQUIRE(first % size == 0);
        REQUIRE(first + size <= leaves.size());
        return merkle_root(std::span(leaves).subspan(first, size));
    };
}

/// Calls `holds` with the proof changed in one bit, shortened and lengthened; nothing of it may hold.
template <class Holds>
void require_no_change_holds(const std::vector<Bytes32>& proof, std::size_t step, const Holds& holds) {
    REQUIRE(holds(proof));
    auto changed = proof;
    for (std::size_t bit = proof.size() % step; bit < proof.size() * 256; bit += step) {
        auto& byte = changed[bit / 256][bit % 256 / 8];
        byte ^= std::uint8_t(1u << (bit % 8));
        CAPTURE(bit);
        REQUIRE_FALSE(holds(changed));
        byte ^= std::uint8_t(1u << (bit % 8));
    }
    changed.push_back(Bytes32{});
    REQUIRE_FALSE(holds(changed));
    changed = proof;
    if (!changed.empty()) {
        changed.pop_back();
        REQUIRE_FALSE(holds(changed));
    }
}

}    // namespace

TEST_CASE("roots of the vectors of section 8.2") {
    const auto entries = small_entries();
    std::vector<Bytes32> leaves;
    for (const Bytes& entry : entries) leaves.push_back(leaf_hash(entry));
    const std::pair<std::size_t, const char*> roots[] = {
        {0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
    for (const auto& [size, root] : roots) CHECK(to_hex(merkle_root(std::span(leaves).first(size))) == root);

    CHECK(inclusion_proof(5, leaves) == proof_of({"vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
                                                  "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                                                  "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="}));
    CHECK(consistency_proof(3, leaves) == proof_of({"ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=",
                                                    "B1Bqhf2d0vEg62lPhgEeW7RmLlxBWmKRcDPUqWJEh+c=",
                                                    "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
                                                    "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="}));
}

TEST_CASE("the root of 70,000 entries") {
    MerkleFrontier tree;
    for (std::size_t i = 0; i < 70'000; ++i) tree.append(leaf_hash(decimal_entry(i)));
    CHECK(tree.size() == 70'000);
    CHECK(to_hex(tree.root()) == "1a4cdfcb66374a0c0dcbef49acbd4976d13ee864fb3cb241fc943cad04f02f7e");
}

TEST_CASE("a frontier, the leaves and a store of subtrees give the same root") {
    MerkleFrontier tree;
    std::vector<Bytes32> leaves;
    for (std::size_t size = 0; size < kSizes; ++size) {
        CHECK(tree.root() == merkle_root(leaves));
        CHECK(tree.root() == merkle_root(size, store_over(leaves)));
        leaves.push_back(leaf_hash(decimal_entry(size)));
        tree.append(leaves.back());
    }
}

TEST_CASE("every inclusion proof holds, and nothing near it") {
    for (std::uint64_t size = 1; size < kSizes; ++size) {
        const auto leaves = leaves_of(size);
        const Bytes32 root = merkle_root(leaves);
        for (std::uint64_t index = 0; index < size; ++index) {
            CAPTURE(index, size);
            const auto proof = inclusion_proof(index, leaves);
            REQUIRE(proof == inclusion_proof(index, size, store_over(leaves)));
            require_no_change_holds(proof, size < kEveryBitSizes ? 1 : kSomeBits, [&](const auto& changed) {
                return inclusion_holds(index, size, changed, leaves[index], root);
            });
            for (std::uint64_t other = 0; other <= size; ++other)
                REQUIRE(inclusion_holds(other, size, proof, leaves[index], root) == (other == index));
            REQUIRE_FALSE(inclusion_holds(index, size, proof, leaf_hash({}), root));
            REQUIRE_FALSE(inclusion_holds(index, size, proof, leaves[index], leaf_hash({})));
        }
    }
}

TEST_CASE("every consistency proof holds, and nothing near it") {
    const auto all = leaves_of(kSizes);
    for (std::uint64_t size = 1; size < kSizes; ++size) {
        const std::vector<Bytes32> leaves(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
        const Bytes32 root = merkle_root(leaves);
        for (std::uint64_t old = 1; old <= size; ++old) {
            CAPTURE(old, size);
            const Bytes32 old_root = merkle_root(std::span(leaves).first(old));
            const auto proof = consistency_proof(old, leaves);
            REQUIRE(proof == consistency_proof(old, size, store_over(leaves)));
            require_no_change_holds(proof, size < kEveryBitSizes ? 1 : kSomeBits, [&](const auto& changed) {
                return consistency_holds(old, size, changed, old_root, root);
            });
            REQUIRE_FALSE(consistency_holds(old, size, proof, leaf_hash({}), root));
            REQUIRE_FALSE(consistency_holds(old, size, proof, old_root, leaf_hash({})));
            if (old < size) {
                REQUIRE_FALSE(consistency_holds(size, old, proof, root, old_root));
                REQUIRE_FALSE(consistency_holds(old, size, proof, root, root));
            }
        }
    }
}

TEST_CASE("the checks answer for any numbers") {
    const std::uint64_t most = ~std::uint64_t{0};
    const auto leaves = leaves_of(70);
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, most >> 1, most - 1, most})
        for (const std::uint64_t place : {std::uint64_t{0}, std::uint64_t{1}, most >> 1, most - 1, most})
            for (const std::size_t length :
                 {std::size_t{0}, std::size_t{1}, std::size_t{64}, leaves.size()}) {
                const auto proof = std::span(leaves).first(length);
                CAPTURE(size, place, length);
                CHECK_FALSE((place >= size && inclusion_holds(place, size, proof, leaves[0], leaves[0])));
                CHECK_FALSE((place > size && consistency_holds(place, size, proof, leaves[0], leaves[0])));
                CHECK_FALSE((length > 64 && inclusion_holds(place, size, proof, leaves[0], leaves[0])));
            }
    // From the empty tree anything grows, and the proof of that is empty.
    CHECK(consistency_holds(0, 5, {}, leaves[0], leaves[1]));
    CHECK_FALSE(consistency_holds(0, 5, std::span(leaves).first(1), leaves[0], leaves[1]));
    CHECK(consistency_proof(0, leaves).empty());
}

// A made-up digest is no leaf hash: hashing alone makes one.
static_assert(!std::default_initializable<LeafHash> && !std::constructible_from<LeafHash, Bytes32> &&
              !std::convertible_to<Bytes32, LeafHash>);

TEST_CASE("a tree says itself what root its beginning has, and no other path says another") {
    for (std::uint64_t size = 2; size < kSizes; ++size) {
        const auto leaves = leaves_of(size);
        const Bytes32 root = merkle_root(leaves);
        for (std::uint64_t beginning = 1; beginning < size; ++beginning) {
            CAPTURE(size, beginning);
            const auto path = path_of_beginning(beginning, size, store_over(leaves));
            const auto roots = roots_of(beginning, size, path);
            REQUIRE(roots);
            REQUIRE(roots->whole == root);
            REQUIRE(roots->beginning == merkle_root(std::span(leaves).first(beginning)));
            require_no_change_holds(path, kSomeBits, [&](const std::vector<Bytes32>& other) {
                const auto said = roots_of(beginning, size, other);
                return said && said->whole == root;
            });
        }
        CHECK_FALSE(roots_of(0, size, {}));
        CHECK_FALSE(roots_of(0, size, {&root, 1}));
        CHECK_FALSE(roots_of(1, size, {}));
        CHECK_FALSE(roots_of(size, size, {&root, 1}));
        CHECK_FALSE(roots_of(size + 1, size, {&root, 1}));
    }
}

TEST_CASE(
    "a proof of another length than its tree's holds for no root, also not for the one that it comes to") {
    const auto leaves = leaves_of(8);
    const Bytes32 root4 = merkle_root(std::span(leaves).first(4)), root8 = merkle_root(leaves);
    const auto in4 = inclusion_proof(1, std::span(leaves).first(4)), in8 = inclusion_proof(1, leaves);
    REQUIRE(inclusion_holds(1, 4, in4, leaves[1], root4));
    CHECK_FALSE(inclusion_holds(1, 8, in4, leaves[1], root4));
    CHECK_FALSE(inclusion_holds(1, 4, in8, leaves[1], node_hash(in8.back(), root4)));

    const Bytes32 root2 = merkle_root(std::span(leaves).first(2));
    const auto to4 = consistency_proof(2, std::span(leaves).first(4)), to8 = consistency_proof(2, leaves);
    REQUIRE(consistency_holds(2, 4, to4, root2, root4));
    CHECK_FALSE(consistency_holds(2, 8, to4, root2, root4));
    const Bytes32 beside = to8.back();    // above the root of four: joined from the left, to both
    CHECK_FALSE(consistency_holds(2, 4, to8, node_hash(beside, root2), node_hash(beside, root4)));
    CHECK_FALSE(consistency_holds(0, 8, to8, merkle_root({}), root8));

    const auto of4 = path_of_beginning(2, 4, store_over(leaves)),
               of8 = path_of_beginning(2, 8, store_over(leaves));
    REQUIRE(roots_of(2, 4, of4));
    CHECK_FALSE(roots_of(2, 8, of4));
    CHECK_FALSE(roots_of(2, 4, of8));
}
