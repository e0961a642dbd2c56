#pragma once
// Points that many sums are taken over, decoded when the first of these sums is: a ring's keys, the
// generators.

#include <memory>
#include <span>
#include <vector>

#include "crypto/group.h"

namespace vouch {

struct AffineAddend;

/// Remembers the decoded form of some points. Copies share it; any thread may ask. The points themselves are
/// compared each time, so that what is remembered is never another's: whoever changes them gets theirs
/// decoded anew.
class DecodedPoints {
public:
    struct Table {
        std::vector<Point> points;
        std::vector<AffineAddend> addends;    // as many, in the same order
        /// Place after place, 2^(width·place) times each point: a sum takes all places at once, with one set
        /// of buckets and no doubling. Empty until it pays.
        std::vector<AffineAddend> multiples;
        std::size_t width = 0;

        Table() = default;
        Table(const Table&) = delete;
        Table& operator=(const Table&) = delete;
        ~Table();
    };

    DecodedPoints();
    std::shared_ptr<const Table> of(std::span<const Point> points) const;
    /// For a sum that these points make up most of, such as a lone ballot's. After some of these the table
    /// has multiples, as long as all such tables together stay below kMultiplesBytesMax.
    std::shared_ptr<const Table> of_most(std::span<const Point> points) const;

private:
    struct Memory;
    std::shared_ptr<Memory> memory_;
};

/// Before a table is made, which takes longer than one sum saves by it.
inline constexpr std::size_t kSumsBeforeMultiples = 32;
/// Some 3 MiB for each ring of 1,024 keys.
inline constexpr std::size_t kMultiplesBytesMax = std::size_t{64} << 20;

}    // namespace vouch
