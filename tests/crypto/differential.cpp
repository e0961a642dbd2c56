#include "tests/crypto/differential.h"

#include <algorithm>

#include "crypto/bulk/msm.h"

namespace vouch::testing {
namespace {

Bytes64 widened(const Bytes32& bytes) {
    Bytes64 out{};
    std::ranges::copy(bytes, out.begin());
    return out;
}

Scalar scalar_of(const Bytes32& bytes) {
    switch (bytes[31] % 8) {
        case 0:
            return Scalar(bytes[0] % 4);
        case 1:
            return -Scalar(bytes[0] % 4);
        case 2:
            return Scalar::from_bytes16(std::span(bytes).first<16>());
        case 3:
            return -Scalar::from_bytes16(std::span(bytes).first<16>());
        default:
            return Scalar::reduce(widened(bytes));
    }
}

/// Like `before`, its negative, or on its own.
Point point_of(const Bytes32& bytes, const Point& before) {
    switch (bytes[31] % 8) {
        case 0:
            return before;
        case 1:
            return -before;
        default:
            return Point::from_hash(widened(bytes));
    }
}

}    // namespace

std::string differential(ByteView input, std::span<const BulkBackend* const> backends) {
    std::vector<Bytes32> encodings;
    Point expected, point;
    PointSum sum;
    for (; input.size() >= 64; input = input.subspan(64)) {
        const Bytes32 encoding = *exactly<32>(input.first(32)),
                      scalar_bytes = *exactly<32>(input.subspan(32, 32));
        const auto given = Point::decode(encoding);
        point = given.ok() ? *given : point_of(encoding, point);
        encodings.insert(encodings.end(), {encoding, point.bytes()});
        const Scalar scalar = scalar_of(scalar_bytes);
        expected += scalar * point;
        sum.add(scalar, point);
    }
    for (const BulkBackend* backend : backends) {
        std::vector<std::optional<AffinePoint>> decoded(encodings.size());
        backend->decode(encodings, decoded);
        for (std::size_t i = 0; i < encodings.size(); ++i) {
            if (decoded[i].has_value() != Point::decode(encodings[i]).ok())
                return std::string(backend->name) + ": another encoding taken";
            if (decoded[i] && EdwardsPoint::of(*decoded[i]).encode() != encodings[i])
                return std::string(backend->name) + ": another point decoded";
        }
        if (sum.value(*backend).encode() != expected.bytes())
            return std::string(backend->name) + ": another sum";
    }
    return {};
}

}    // namespace vouch::testing
