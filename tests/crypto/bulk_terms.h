#pragma once
// Scalars and points for what stands beside libsodium: random ones, and those that an implementation could
// treat apart.

#include <vector>

#include "crypto/bulk/backend.h"
#include "crypto/group.h"
#include "crypto/random.h"

namespace vouch {

extern const BulkBackend
    kIfmaModelBackend;    // crypto/bulk/backend_ifma.cpp, with the two instructions written out

namespace testing {

/// All that run here, and IFMA with its two instructions written out in C++.
inline std::vector<const BulkBackend*> backends_under_test() {
    auto out = bulk_backends();
#ifdef VOUCH_X86_64
    if (kIfmaModelBackend.runs_here()) out.push_back(&kIfmaModelBackend);
#endif
    return out;
}

inline Scalar random_scalar() {
    Bytes64 bytes;
    system_rng().fill(bytes);
    return Scalar::reduce(bytes);
}
inline Point random_point() {
    Bytes64 bytes;
    system_rng().fill(bytes);
    return Point::from_hash(bytes);
}
inline Scalar random_weight() {
    ByteArray<16> bytes;
    system_rng().fill(bytes);
    return Scalar::from_bytes16(bytes);
}

/// Terms of every kind, in between random ones.
struct Terms {
    std::vector<Scalar> scalars;
    std::vector<Point> points;

    explicit Terms(std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            Scalar scalar = random_scalar();
            if (i % 7 == 1) scalar = Scalar();
            if (i % 7 == 2) scalar = Scalar(1);
            if (i % 7 == 3) scalar = -Scalar(1);    // ℓ − 1
            if (i % 7 == 4) scalar = random_weight();
            if (i % 7 == 5) scalar = -random_weight();
            Point point = random_point();
            if (i % 9 == 3) point = Point();
            if (i % 9 == 4) point = points.back();
            if (i % 9 == 6) point = -points.back();
            if (i % 9 == 7) point = Point::generator();
            scalars.push_back(scalar);
            points.push_back(point);
        }
    }
};

}    // namespace testing
}    // namespace vouch
