#include "crypto/bulk/scalars.h"

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

constexpr std::uint64_t kMask52 = (std::uint64_t{1} << 52) - 1;

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
    limbs = {a & kMask52, (a >> 52 | b << 12) & kMask52, (b >> 40 | c << 24) & kMask52,
             (c >> 28 | d << 36) & kMask52, d >> 16};
}

BulkScalar::BulkScalar(const Places& sum) {
    std::array<std::uint64_t, 8> words{};
    const auto add_at = [&words](std::size_t word, Wide value) {
        for (; value != 0; ++word) {
            value += words.at(word);
            words[word] = static_cast<std::uint64_t>(value);
            value >>= 64;
        }
    };
    for (std::size_t i = 0; i < sum.size(); ++i) {
        const std::size_t word = 52 * i / 64, shift = 52 * i % 64;
        add_at(word, (sum[i] & ~std::uint64_t{0}) << shift);
        add_at(word + 1, (sum[i] >> 64) << shift);
    }
    // low + 2^256·high, and 2^256 less of it.
    static const Limbs radix = montgomery({1, 0, 0, 0}, kSquareOfRadix);    // 2^256 mod ℓ
    const Limbs low{words[0], words[1], words[2], words[3]}, high{words[4], words[5], words[6], words[7]};
    limbs_ = reduced(add(montgomery(low, {1, 0, 0, 0}), montgomery(high, radix)));
}

}    // namespace vouch
