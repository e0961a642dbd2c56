#pragma once
// Multi-scalar multiplication of public points: the seam behind which bulk verification gets fast.
// Variable time; takes Scalar and Point only, which no secret converts to.

#include <span>
#include <vector>

#include "crypto/bulk/edwards.h"

namespace vouch {

/// A sum that is gathered term by term and multiplied out once.
class PointSum {
public:
    void reserve(std::size_t terms);
    void add(const Scalar& scalar, const Point& point);
    void add(const Scalar& scalar, const AffineAddend& decoded);

    EdwardsPoint value() const;

private:
    std::vector<Scalar> scalars_;
    std::vector<AffineAddend> points_;
};

/// Σ scalars[i]·points[i]; as many of one as of the other, possibly none.
Point multi_scalar_multiply(std::span<const Scalar> scalars, std::span<const Point> points);

}    // namespace vouch
