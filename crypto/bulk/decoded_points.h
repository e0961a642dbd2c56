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
    };

    DecodedPoints();
    std::shared_ptr<const Table> of(std::span<const Point> points) const;

private:
    struct Memory;
    std::shared_ptr<Memory> memory_;
};

}    // namespace vouch
