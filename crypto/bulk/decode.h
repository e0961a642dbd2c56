#pragma once
// Decodes points once. This gives both the check that they are canonical and the coordinates that every sum
// needs.

#include <optional>
#include <vector>

#include "crypto/bulk/edwards.h"

namespace vouch {

/// Points and their coordinates, in the same order.
struct DecodedBlock {
    std::vector<Point> points;
    std::vector<AffinePoint> decoded;
};

/// Decodes a sequence of 32-byte encodings. Returns nothing where one of them is not canonical. It takes the
/// identity, as Point::decode does.
std::optional<DecodedBlock> decode_block(ByteView encodings);

/// The group element that a representative stands for.
Point encoded(const EdwardsPoint& point);

/// Decodes points, whose encodings are known to be canonical.
std::vector<AffinePoint> decode_all(std::span<const Point> points);

}    // namespace vouch
