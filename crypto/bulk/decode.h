#pragma once
// Encoded points, decoded once for all that is done with them: the one check that they are canonical, and
// their coordinates for every sum.

#include <optional>
#include <vector>

#include "crypto/bulk/edwards.h"

namespace vouch {

/// Points with their coordinates; as many of these, in the same order.
struct DecodedBlock {
    std::vector<Point> points;
    std::vector<AffinePoint> decoded;
};

/// Of encodings of 32 bytes, one behind another; nothing where one of them is not canonical. The identity is
/// taken, as by Point::decode.
std::optional<DecodedBlock> decode_block(ByteView encodings);

/// The group element that a representative stands for.
Point encoded(const EdwardsPoint& point);

/// Of points, whose encodings are known to be canonical.
std::vector<AffinePoint> decode_all(std::span<const Point> points);

}    // namespace vouch
