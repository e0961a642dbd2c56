#pragma once
// Multi-scalar multiplication of public points, on which bulk verification stands.
// Variable time; takes Scalar and Point only, which no secret converts to.

#include <vector>

#include "crypto/bulk/backend.h"
#include "crypto/bulk/decoded_points.h"

namespace vouch {

/// A sum whose terms are collected first and computed together.
class PointSum {
public:
    void add(const Scalar& scalar, const Point& point);
    void add(const Scalar& scalar, const AffineAddend& decoded);
    /// There are as many scalars as points in the table.
    void add(std::span<const Scalar> scalars, std::shared_ptr<const DecodedPoints::Table> table);

    EdwardsPoint value() const { return value(bulk_backend()); }
    EdwardsPoint value(const BulkBackend& backend) const;

private:
    struct Multiples {
        SignedDigits digits;    // of one place
        std::shared_ptr<const DecodedPoints::Table> table;
    };
    std::vector<Scalar> scalars_;
    std::vector<AffineAddend> points_;
    std::vector<Multiples> multiples_;
};

/// How many digits of that width a scalar has.
std::size_t places_of(std::size_t width);
/// The best width for so many points whose multiples at all places are known.
std::size_t one_place_width(std::size_t points);

}    // namespace vouch
