#include "crypto/digest_set.h"

#include <catch2/catch.hpp>
#include <set>

using namespace vouch;

namespace {
Bytes32 numbered(std::uint64_t number) {
    return sha256(le64(number));
}
}    // namespace

TEST_CASE("a set of digests holds what was put in, once") {
    DigestSet set;
    CHECK(set.size() == 0);
    CHECK_FALSE(set.contains(numbered(0)));
    constexpr std::uint64_t kMany = 20'000;    // each shard grows several times
    for (std::uint64_t i = 0; i < kMany; ++i) REQUIRE(set.insert(numbered(i)));
    for (std::uint64_t i = 0; i < kMany; ++i) REQUIRE(set.contains(numbered(i)));
    for (std::uint64_t i = kMany; i < 2 * kMany; ++i) REQUIRE_FALSE(set.contains(numbered(i)));
    for (std::uint64_t i = 0; i < kMany; i += 7) REQUIRE_FALSE(set.insert(numbered(i)));
    CHECK(set.size() == kMany);
    const auto listed = set.digests();
    CHECK(listed.size() == kMany);
    CHECK(std::set<Bytes32>(listed.begin(), listed.end()).size() == kMany);
}

TEST_CASE("digests of zeros, and digests that differ in one byte, are told apart") {
    DigestSet set;
    CHECK_FALSE(set.contains(Bytes32{}));
    for (std::size_t at = 0; at < 32; ++at)
        for (int value = 1; value < 256; ++value) {
            Bytes32 digest{};
            digest[at] = static_cast<std::uint8_t>(value);
            REQUIRE(set.insert(digest));
        }
    CHECK_FALSE(set.contains(Bytes32{}));
    CHECK(set.insert(Bytes32{}));
    CHECK_FALSE(set.insert(Bytes32{}));
    CHECK(set.contains(Bytes32{}));
    CHECK(set.size() == 32 * 255 + 1);
    CHECK(set.digests().size() == set.size());
    DigestSet copied = set;
    CHECK(copied.insert(numbered(1)));
    CHECK_FALSE(set.contains(numbered(1)));
}
