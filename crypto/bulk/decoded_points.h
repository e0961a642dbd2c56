#pragma once
// Points that occur in many sums: the keys of a ring, and the generators. They are decoded when the first of
// these sums is computed.

#include <memory>
#include <span>
#include <vector>

#include "crypto/group.h"

namespace vouch {

struct AffineAddend;

/// Remembers the decoded form of some points. Copies share it, and any thread may call it. Every call
/// compares the points with those it remembers, and decodes again where they have changed.
class DecodedPoints {
public:
    struct Table {
        std::vector<Point> points;
        std::vector<AffineAddend> addends;    // as many, in the same order
        /// 2^(width·place) times each point, for one place after another. With these a sum needs one set of
        /// buckets and no doubling. Empty until they are worth their cost.
        std::vector<AffineAddend> multiples;
        std::size_t width = 0;

        Table() = default;
        Table(const Table&) = delete;
        Table& operator=(const Table&) = delete;
        ~Table();
    };

    DecodedPoints();
    std::shared_ptr<const Table> of(std::span<const Point> points) const;
    /// For a sum in which most points are these, such as that of a lone ballot. After a few such sums the
    /// table gets multiples, as long as all such tables together stay below kMultiplesBytesMax.
    std::shared_ptr<const Table> of_most(std::span<const Point> points) const;

private:
    struct Memory;
    std::shared_ptr<Memory> memory_;
};

/// So many sums come before a table is made, since making it takes longer than it saves one sum.
inline constexpr std::size_t kSumsBeforeMultiples = 32;
/// Some 3 MiB for each ring of 1,024 keys.
inline constexpr std::size_t kMultiplesBytesMax = std::size_t{64} << 20;

}    // namespace vouch
