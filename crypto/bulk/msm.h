#pragma once
// Multi-scalar multiplication of public points, on which bulk verification stands.
// Variable time; takes Scalar and Point only, which no secret converts to.

#include <vector>

#include "crypto/bulk/backend.h"

namespace vouch {

/// A sum that is gathered term by term and multiplied out once.
class PointSum {
public:
    void add(const Scalar& scalar, const Point& point);
    void add(const Scalar& scalar, const AffineAddend& decoded);

    EdwardsPoint value() const { return value(bulk_backend()); }
    EdwardsPoint value(const BulkBackend& backend) const;

private:
    std::vector<Scalar> scalars_;
    std::vector<AffineAddend> points_;
};

}    // namespace vouch
