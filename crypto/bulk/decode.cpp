#include "crypto/bulk/decode.h"

#include <algorithm>

#include "crypto/bulk/backend.h"

namespace vouch {
namespace {

std::vector<std::optional<AffinePoint>> decode(std::span<const Bytes32> encodings) {
    std::vector<std::optional<AffinePoint>> out(encodings.size());
    bulk_backend().decode(encodings, out);
    return out;
}

}    // namespace

std::optional<DecodedBlock> decode_block(ByteView encodings) {
    VOUCH_CHECK(encodings.size() % 32 == 0);
    std::vector<Bytes32> bytes(encodings.size() / 32);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        std::ranges::copy(encodings.subspan(32 * i, 32), bytes[i].begin());
    DecodedBlock out;
    for (const auto& point : decode(bytes)) {
        if (!point) return std::nullopt;
        out.decoded.push_back(*point);
    }
    for (const Bytes32& encoding : bytes) out.points.push_back(Point(encoding));
    return out;
}

Point encoded(const EdwardsPoint& point) {
    return Point(point.encode());
}

std::vector<AffinePoint> decode_all(std::span<const Point> points) {
    std::vector<Bytes32> bytes;
    for (const Point& point : points) bytes.push_back(point.bytes());
    std::vector<AffinePoint> out;
    for (const auto& point : decode(bytes)) {
        VOUCH_CHECK(point.has_value());
        out.push_back(*point);
    }
    return out;
}

}    // namespace vouch
