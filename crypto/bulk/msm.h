#pragma once
// Multi-scalar multiplication of public points: the seam behind which bulk verification gets fast.
// Variable time; takes Scalar and Point only, which no secret converts to.

#include <span>

#include "crypto/group.h"

namespace vouch {

/// Σ scalars[i]·points[i]; as many of one as of the other, possibly none.
Point multi_scalar_multiply(std::span<const Scalar> scalars, std::span<const Point> points);

}    // namespace vouch
