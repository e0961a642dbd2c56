#include "crypto/bulk/scalars.h"

#include <algorithm>

namespace vouch {
namespace {

constexpr Limbs kSquareOfRadix{0xa40611e3449c0f01, 0xd00e1ba768859347, 0xceec73d217f5be65,
                               0x0399411b7c309a3d};            // 2^512 mod ℓ
constexpr std::uint64_t kMinusInverse = 0xd2b51da312547e1b;    // −1/ℓ mod 2^64

/// a + b, which is below 2^256 for what is below 2ℓ.
Limbs add(const Limbs& a, const Limbs& b) {
    Limbs out;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Wide t = Wide{a[i]} + b[i] + carry;
        out[i] = static_cast<std::uint64_t>(t);
        carry = static_cast<std::uint64_t>(t >> 64);
    }
    return out;
}

/// A sum of products that were not reduced: 512 bits, and a limb for how often they ran over.
struct WideSum {
    std::array<std::uint64_t, 9> limbs{};

    void add(const Limbs& a, const Limbs& b) {
        std::array<std::uint64_t, 8> product{};
        for (std::size_t i = 0; i < 4; ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < 4; ++j) {
                const Wide t = Wide{a[i]} * b[j] + product[i + j] + carry;
                product[i + j] = static_cast<std::uint64_t>(t);
                carry = static_cast<std::uint64_t>(t >> 64);
            }
            product[i + 4] = carry;
        }
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            const Wide t = Wide{limbs[i]} + product[i] + carry;
            limbs[i] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        limbs[8] += carry;
    }
};

/// Of a number below 2ℓ.
Limbs reduced(const Limbs& a) {
    Limbs out;
    return subtract(a, kOrder, out) ? a : out;
}

/// a·b/2^256 mod ℓ for any a and for b below ℓ, row by row. ℓ's third limb is zero.
Limbs montgomery(const Limbs& a, const Limbs& b) {
    std::array<std::uint64_t, 5> t{};
    for (std::size_t i = 0; i < 4; ++i) {
        Wide carry = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            carry += Wide{a[i]} * b[j] + t[j];
            t[j] = static_cast<std::uint64_t>(carry);
            carry >>= 64;
        }
        carry += t[4];
        const auto top = static_cast<std::uint64_t>(carry);
        const std::uint64_t q = t[0] * kMinusInverse;
        carry = (Wide{q} * kOrder[0] + t[0]) >> 64;
        carry += Wide{q} * kOrder[1] + t[1];
        t[0] = static_cast<std::uint64_t>(carry);
        carry = (carry >> 64) + t[2];
        t[1] = static_cast<std::uint64_t>(carry);
        carry = (carry >> 64) + Wide{q} * kOrder[3] + t[3];
        t[2] = static_cast<std::uint64_t>(carry);
        carry = (carry >> 64) + top;
        t[3] = static_cast<std::uint64_t>(carry);
        t[4] = static_cast<std::uint64_t>(carry >> 64);
    }
    return reduced({t[0], t[1], t[2], t[3]});
}

constexpr std::uint64_t kMask51 = (std::uint64_t{1} << 51) - 1;

/// Five limbs of 51 bits, the last of 52.
Limbs joined(std::span<const std::uint64_t, 5> split) {
    return {split[0] | split[1] << 51, split[1] >> 13 | split[2] << 38, split[2] >> 26 | split[3] << 25,
            split[3] >> 39 | split[4] << 12};
}

/// What meets at 2^(51·i), for each i; no carry is passed on, and none is needed for 2^20 products.
using Places = std::array<Wide, 9>;
/// So few that their sum, which is below 64·ℓ², has no more than 255 + 256 bits.
constexpr std::size_t kProductsAtOnce = 64;

Places places_of_products(std::span<const SplitScalar> a, std::span<const SplitScalar> b) {
    Places t{};
    for (std::size_t n = 0; n < a.size(); ++n) {
        const auto& [a0, a1, a2, a3, a4] = a[n].limbs;
        const auto& [b0, b1, b2, b3, b4] = b[n].limbs;
        t[0] += Wide{a0} * b0;
        t[1] += Wide{a0} * b1 + Wide{a1} * b0;
        t[2] += Wide{a0} * b2 + Wide{a1} * b1 + Wide{a2} * b0;
        t[3] += Wide{a0} * b3 + Wide{a1} * b2 + Wide{a2} * b1 + Wide{a3} * b0;
        t[4] += Wide{a0} * b4 + Wide{a1} * b3 + Wide{a2} * b2 + Wide{a3} * b1 + Wide{a4} * b0;
        t[5] += Wide{a1} * b4 + Wide{a2} * b3 + Wide{a3} * b2 + Wide{a4} * b1;
        t[6] += Wide{a2} * b4 + Wide{a3} * b3 + Wide{a4} * b2;
        t[7] += Wide{a3} * b4 + Wide{a4} * b3;
        t[8] += Wide{a4} * b4;
    }
    return t;
}

}    // namespace

BulkScalar::BulkScalar(const Scalar& scalar) : limbs_(montgomery(limbs_of(scalar.bytes()), kSquareOfRadix)) {}

Scalar BulkScalar::scalar() const {
    const auto scalar = Scalar::decode(bytes_of(montgomery(limbs_, {1, 0, 0, 0})));
    VOUCH_CHECK(scalar.ok());
    return *scalar;
}

BulkScalar operator+(const BulkScalar& a, const BulkScalar& b) {
    BulkScalar out;
    out.limbs_ = reduced(add(a.limbs_, b.limbs_));
    return out;
}
BulkScalar operator-(const BulkScalar& a, const BulkScalar& b) {
    BulkScalar out;
    if (subtract(a.limbs_, b.limbs_, out.limbs_)) out.limbs_ = add(out.limbs_, kOrder);
    return out;
}
BulkScalar operator*(const BulkScalar& a, const BulkScalar& b) {
    BulkScalar out;
    out.limbs_ = montgomery(a.limbs_, b.limbs_);
    return out;
}

SplitScalar::SplitScalar(const BulkScalar& scalar) {
    const auto& [a, b, c, d] = scalar.limbs_;
    limbs = {a & kMask51, (a >> 51 | b << 13) & kMask51, (b >> 38 | c << 26) & kMask51,
             (c >> 25 | d << 39) & kMask51, d >> 12};
}

BulkScalar sum_of_products(std::span<const SplitScalar> a, std::span<const SplitScalar> b) {
    VOUCH_CHECK(a.size() == b.size());
    BulkScalar sum;
    for (std::size_t first = 0; first < a.size(); first += kProductsAtOnce) {
        const std::size_t count = std::min(kProductsAtOnce, a.size() - first);
        sum += BulkScalar::of_places(places_of_products(a.subspan(first, count), b.subspan(first, count)));
    }
    return sum;
}

// Σ t[i]·2^(51·i) = low + 2^255·high, and 2^256 less of it.
BulkScalar BulkScalar::of_places(const Places& t) {
    std::array<std::uint64_t, 10> limbs;    // of 51 bits, but for the last
    Wide carry = 0;
    for (std::size_t i = 0; i < t.size(); ++i) {
        carry += t[i];
        limbs[i] = static_cast<std::uint64_t>(carry) & kMask51;
        carry >>= 51;
    }
    limbs[9] = static_cast<std::uint64_t>(carry);
    static const Limbs radix = montgomery({1, 0, 0, 0}, kSquareOfRadix);                     // 2^256 mod ℓ
    static const Limbs half_radix = montgomery({0, 0, 0, std::uint64_t{1} << 63}, radix);    // 2^255 mod ℓ
    BulkScalar low, high;
    low.limbs_ = montgomery(joined(std::span(limbs).first<5>()), {1, 0, 0, 0});
    high.limbs_ = montgomery(joined(std::span(limbs).last<5>()), half_radix);
    return low + high;
}

}    // namespace vouch
