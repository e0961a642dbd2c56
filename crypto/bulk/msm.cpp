// Few terms: Straus; many: Pippenger. Which digits they take, and how many bits to a digit, is decided here.
#include "crypto/bulk/msm.h"

#include <bit>

#include "crypto/bulk/limbs.h"

namespace vouch {
namespace {

constexpr std::size_t kScalarBits = 253;
/// About here Pippenger's method overtakes Straus's: between 150 and 200 terms they cost the same.
constexpr std::size_t kStrausTermsMax = 150;
constexpr std::size_t kStrausWidth = 5;
constexpr std::size_t kPippengerWidthMax = 15;    // a digit has 16 bits

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

SignedDigits signed_digits(std::span<const Scalar> scalars, std::size_t width) {
    const std::size_t terms = scalars.size();
    SignedDigits out{width, places_of(width), {}};
    out.digits.resize(terms * out.places);
    for (std::size_t i = 0; i < terms; ++i) {
        const Magnitude magnitude(scalars[i]);
        std::uint64_t carry = 0;
        for (std::size_t place = 0; place < out.places; ++place) {
            const std::uint64_t value = magnitude.window(place * width, width) + carry;
            carry = value > (std::uint64_t{1} << (width - 1)) ? 1 : 0;
            const auto digit = static_cast<std::int16_t>(static_cast<std::int64_t>(value) -
                                                         static_cast<std::int64_t>(carry << width));
            out.digits[place * terms + i] = magnitude.negative ? static_cast<std::int16_t>(-digit) : digit;
        }
    }
    return out;
}

/// A place costs an addition a term; each set of buckets, two additions and a conversion a bucket.
std::size_t cheapest_width(std::size_t terms, bool buckets_at_each_place) {
    std::size_t best = 4, least = ~std::size_t{0};
    for (std::size_t width = 4; width <= kPippengerWidthMax; ++width) {
        const std::size_t places = places_of(width), buckets = std::size_t{1} << (width - 1);
        const std::size_t cost = places * 7 * terms + (buckets_at_each_place ? places : 1) * 18 * buckets;
        if (cost < least) {
            least = cost;
            best = width;
        }
    }
    return best;
}

}    // namespace

std::size_t places_of(std::size_t width) {
    return kScalarBits / width + 1;    // the last takes the carry
}
std::size_t one_place_width(std::size_t points) {
    return cheapest_width(points, false);
}

void PointSum::add(const Scalar& scalar, const Point& point) {
    if (!scalar.is_zero()) add(scalar, AffineAddend(AffinePoint::decode(point)));
}
void PointSum::add(const Scalar& scalar, const AffineAddend& decoded) {
    if (scalar.is_zero()) return;
    scalars_.push_back(scalar);
    points_.push_back(decoded);
}
void PointSum::add(std::span<const Scalar> scalars, std::shared_ptr<const DecodedPoints::Table> table) {
    VOUCH_CHECK(scalars.size() == table->points.size());
    if (table->multiples.empty()) {
        for (std::size_t i = 0; i < scalars.size(); ++i) add(scalars[i], table->addends[i]);
        return;
    }
    SignedDigits digits = signed_digits(scalars, table->width);
    digits.places = 1;    // the table has what the others stand for
    multiples_.push_back({std::move(digits), std::move(table)});
}

EdwardsPoint PointSum::value(const BulkBackend& backend) const {
    EdwardsPoint sum =
        points_.size() <= kStrausTermsMax
            ? backend.straus(signed_digits(scalars_, kStrausWidth), points_)
            : backend.pippenger(signed_digits(scalars_, cheapest_width(points_.size(), true)), points_);
    for (const auto& [digits, table] : multiples_)
        sum = sum + Addend(backend.pippenger(digits, table->multiples));
    return sum;
}

}    // namespace vouch
