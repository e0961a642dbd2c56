// Few terms: Straus (1964) with signed digits of a fixed width, tables of each point's small multiples
// and one chain of doublings for all. Many: Pippenger (1976) with signed digits, buckets instead of tables.
#include "crypto/bulk/msm.h"

#include <algorithm>
#include <bit>

#include "crypto/bulk/limbs.h"

namespace vouch {
namespace {

constexpr std::size_t kScalarBits = 253;
/// About here Pippenger's method overtakes Straus's: between 150 and 200 terms they cost the same.
constexpr std::size_t kStrausTermsMax = 150;

std::size_t bits_of(const Limbs& limbs) {
    for (std::size_t i = 4; i-- > 0;)
        if (limbs[i] != 0) return 64 * i + std::bit_width(limbs[i]);
    return 0;
}

/// The scalar or its negative, whichever is shorter: a weight's negative is as short as the weight.
struct Magnitude {
    Limbs limbs{};
    bool negative = false;

    explicit Magnitude(const Scalar& scalar) : limbs(limbs_of(scalar.bytes())) {
        Limbs other;
        subtract(kOrder, limbs, other);
        negative = bits_of(other) < bits_of(limbs);
        if (negative) limbs = other;
    }
    /// `width` bits from `position` on; zero beyond the end.
    std::uint64_t window(std::size_t position, std::size_t width) const {
        const std::size_t limb = position / 64, shift = position % 64;
        if (limb >= 4) return 0;
        std::uint64_t out = limbs[limb] >> shift;
        if (shift + width > 64 && limb + 1 < 4) out |= limbs[limb + 1] << (64 - shift);
        return out & ((std::uint64_t{1} << width) - 1);
    }
};

/// Digits of the sum of signed windows: −2^(width−1) < digit ≤ 2^(width−1), times 2^(width·place).
void signed_digits(const Magnitude& magnitude, std::size_t width, std::span<std::int32_t> digits) {
    std::uint64_t carry = 0;
    for (std::size_t place = 0; place < digits.size(); ++place) {
        const std::uint64_t value = magnitude.window(place * width, width) + carry;
        carry = value > (std::uint64_t{1} << (width - 1)) ? 1 : 0;
        const auto digit = static_cast<std::int32_t>(static_cast<std::int64_t>(value) -
                                                     static_cast<std::int64_t>(carry << width));
        digits[place] = magnitude.negative ? -digit : digit;
    }
}

constexpr std::size_t places(std::size_t width) {
    return kScalarBits / width + 1;    // the last takes the carry
}

// ---- Straus: one chain of doublings, 2^(w−1) multiples of each point ----

constexpr std::size_t kStrausWidth = 5;
constexpr std::size_t kMultiples = std::size_t{1} << (kStrausWidth - 1);

EdwardsPoint straus(std::span<const Magnitude> scalars, std::span<const AffineAddend> points) {
    constexpr std::size_t length = places(kStrausWidth);
    std::vector<std::array<Addend, kMultiples>> tables(points.size());
    std::vector<std::array<std::int32_t, length>> digits(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        signed_digits(scalars[i], kStrausWidth, digits[i]);
        EdwardsPoint multiple = EdwardsPoint() + points[i];
        for (std::size_t n = 0; n < kMultiples; ++n) {
            tables[i][n] = Addend(multiple);
            if (n + 1 < kMultiples) multiple = multiple + points[i];
        }
    }
    EdwardsPoint sum;
    for (std::size_t place = length; place-- > 0;) {
        if (place + 1 < length)
            for (std::size_t i = 0; i < kStrausWidth; ++i) sum = doubled(sum);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::int32_t digit = digits[i][place];
            if (digit > 0) sum = sum + tables[i][static_cast<std::size_t>(digit) - 1];
            if (digit < 0) sum = sum - tables[i][static_cast<std::size_t>(-digit) - 1];
        }
    }
    return sum;
}

// ---- Pippenger: for each place the points are thrown into buckets by their digit ----

/// Σ n·buckets[n − 1], by running sums from the top.
EdwardsPoint weigh(std::span<const EdwardsPoint> buckets) {
    EdwardsPoint running, sum;
    for (std::size_t n = buckets.size(); n-- > 0;) {
        running = running + Addend(buckets[n]);
        sum = sum + Addend(running);
    }
    return sum;
}

std::size_t pippenger_width(std::size_t terms) {
    // One place costs an addition a term and two a bucket.
    std::size_t best = 4, least = ~std::size_t{0};
    for (std::size_t width = 4; width <= 15; ++width) {
        const std::size_t cost = places(width) * (7 * terms + 16 * (std::size_t{1} << (width - 1)));
        if (cost < least) {
            least = cost;
            best = width;
        }
    }
    return best;
}

EdwardsPoint pippenger(std::span<const Magnitude> scalars, std::span<const AffineAddend> points) {
    const std::size_t width = pippenger_width(points.size()), length = places(width);
    std::vector<std::int32_t> digits(points.size() * length);
    for (std::size_t i = 0; i < points.size(); ++i)
        signed_digits(scalars[i], width, std::span(digits).subspan(i * length, length));
    EdwardsPoint sum;
    std::vector<EdwardsPoint> buckets;
    for (std::size_t place = length; place-- > 0;) {
        for (std::size_t i = 0; i < width; ++i) sum = doubled(sum);
        buckets.assign(std::size_t{1} << (width - 1), EdwardsPoint());
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::int32_t digit = digits[i * length + place];
            if (digit > 0) {
                EdwardsPoint& bucket = buckets[static_cast<std::size_t>(digit) - 1];
                bucket = bucket + points[i];
            } else if (digit < 0) {
                EdwardsPoint& bucket = buckets[static_cast<std::size_t>(-digit) - 1];
                bucket = bucket - points[i];
            }
        }
        sum = sum + Addend(weigh(buckets));
    }
    return sum;
}

}    // namespace

void PointSum::add(const Scalar& scalar, const Point& point) {
    if (!scalar.is_zero()) add(scalar, AffineAddend(EdwardsPoint::decode(point)));
}
void PointSum::add(const Scalar& scalar, const AffineAddend& decoded) {
    if (scalar.is_zero()) return;
    scalars_.push_back(scalar);
    points_.push_back(decoded);
}

EdwardsPoint PointSum::value() const {
    const std::vector<Magnitude> magnitudes(scalars_.begin(), scalars_.end());
    return points_.size() <= kStrausTermsMax ? straus(magnitudes, points_) : pippenger(magnitudes, points_);
}

}    // namespace vouch
