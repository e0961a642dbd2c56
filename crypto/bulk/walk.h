#pragma once
// Walks along start, start + step, start + 2·step, … over public points, and gives a mark of each point, by
// which a table finds it: for the search of a sum's exponent. Variable time.

#include "crypto/bulk/edwards.h"

namespace vouch {

/// 32 bits of (x·y)², which all representatives of a group element have in common, and −P with P: adding a
/// point of order four makes (x, y) into (−x, −y) or ±(iy, ix). Different points rarely have the same mark,
/// so a caller that finds one checks the point.
using PointMark = std::uint32_t;

class Walk {
public:
    Walk(const Point& start, const Point& step)
        : at_(EdwardsPoint::of(AffinePoint::decode(start))), step_(AffinePoint::decode(step)) {}

    /// Fills `marks` with those of the next points, by one inversion for all of them.
    void next(std::span<PointMark> marks);

private:
    EdwardsPoint at_;
    AffineAddend step_;
};

}    // namespace vouch
