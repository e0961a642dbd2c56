// What verification stands on: decoding, sums of many products, the scalars of a ring.
#include "bench/figures.h"
#include "bench/known_voters.h"
#include "crypto/bulk/decode.h"
#include "crypto/bulk/msm.h"
#include "crypto/bulk/ring_scalars.h"

namespace vouch::bench {
namespace {

constexpr std::size_t kPoints = 4096;

std::vector<Point> random_points(std::size_t count) {
    std::vector<Point> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(times_g(random_scalar()));
    return out;
}

void decoding(const std::vector<Point>& points) {
    const double all = seconds_of([&] { VOUCH_CHECK(decode_all(points).size() == kPoints); });
    tell("decoding a point", kMicro * all / kPoints, "µs");
}

void sum_of_products(const std::vector<Point>& points, std::size_t bits) {
    std::vector<Scalar> scalars;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Bytes32 wide = random_scalar().bytes();
        scalars.push_back(bits == 128 ? Scalar::from_bytes16(std::span(wide).first<16>())
                                      : *Scalar::decode(wide));
    }
    const double all = seconds_of([&] {
        PointSum sum;
        const auto decoded = decode_all(points);
        for (std::size_t i = 0; i < points.size(); ++i) sum.add(scalars[i], AffineAddend(decoded[i]));
        VOUCH_CHECK(!sum.value().is_identity());
    });
    tell("sum of 4,096 products with decoding, per point, " + std::to_string(bits) + " bits",
         kMicro * all / kPoints, "µs");
}

/// What the 1,024 keys of a ring are multiplied by, for a batch of 256 ballots.
void ring_products() {
    constexpr std::size_t kDigits = 5, kBallots = 256;
    std::array<RingScalars::Row, kDigits> f;
    for (auto& row : f)
        for (BulkScalar& entry : row) entry = BulkScalar(random_scalar());
    const double all = seconds_of([&] {
        RingScalars scalars;
        for (std::size_t ballot = 0; ballot < kBallots; ++ballot) scalars.add(f, f[0][0]);
        VOUCH_CHECK(scalars.sums().size() == kRing);
    });
    tell("ballot, the ring's products", kMicro * all / kBallots, "µs");
}

}    // namespace

void arithmetic() {
    const std::vector<Point> points = random_points(kPoints);
    decoding(points);
    for (const std::size_t bits : {253u, 128u}) sum_of_products(points, bits);
    ring_products();
}

}    // namespace vouch::bench
