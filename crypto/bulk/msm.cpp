// Over libsodium's public functions: one product and one sum a point, both of which decode and encode.
#include "crypto/bulk/msm.h"

namespace vouch {

Point multi_scalar_multiply(std::span<const Scalar> scalars, std::span<const Point> points) {
    VOUCH_CHECK(scalars.size() == points.size());
    static const Scalar one(1);
    Point sum;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (scalars[i].is_zero()) continue;
        if (points[i] == Point::generator())
            sum += times_g(scalars[i]);
        else if (scalars[i] == one)
            sum += points[i];
        else
            sum += scalars[i] * points[i];
    }
    return sum;
}

}    // namespace vouch
