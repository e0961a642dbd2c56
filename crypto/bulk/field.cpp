#include "crypto/bulk/field.h"

#include "crypto/bulk/limbs.h"

namespace vouch {
namespace {

constexpr std::uint64_t kMask = (std::uint64_t{1} << 51) - 1;
/// 4p, limb by limb: added before a subtraction so that no limb falls below zero.
constexpr std::array<std::uint64_t, 5> kFourP{0x1fffffffffffb4, 0x1ffffffffffffc, 0x1ffffffffffffc,
                                              0x1ffffffffffffc, 0x1ffffffffffffc};

Wide times(std::uint64_t a, std::uint64_t b) {
    return Wide{a} * b;
}

/// Carries from limb to limb, and from the last, times 19, into the first.
std::array<std::uint64_t, 5> carried(std::array<Wide, 5> t) {
    std::array<std::uint64_t, 5> out;
    for (std::size_t i = 0; i < 4; ++i) {
        t[i + 1] += t[i] >> 51;
        out[i] = static_cast<std::uint64_t>(t[i]) & kMask;
    }
    out[4] = static_cast<std::uint64_t>(t[4]) & kMask;
    const Wide first = (t[4] >> 51) * 19 + out[0];
    out[0] = static_cast<std::uint64_t>(first) & kMask;
    out[1] += static_cast<std::uint64_t>(first >> 51);
    return out;
}

FieldElement squared(FieldElement a, int times) {
    for (int i = 0; i < times; ++i) a = square(a);
    return a;
}

/// a^((p − 5)/8) = a^(2^252 − 3)
FieldElement power_22523(const FieldElement& a) {
    const FieldElement a2 = square(a);
    const FieldElement a9 = a * squared(a2, 2);
    const FieldElement a11 = a2 * a9;
    const FieldElement a31 = square(a11) * a9;              // 2^5 − 1
    const FieldElement e10 = squared(a31, 5) * a31;         // 2^10 − 1
    const FieldElement e20 = squared(e10, 10) * e10;        // 2^20 − 1
    const FieldElement e40 = squared(e20, 20) * e20;        // 2^40 − 1
    const FieldElement e50 = squared(e40, 10) * e10;        // 2^50 − 1
    const FieldElement e100 = squared(e50, 50) * e50;       // 2^100 − 1
    const FieldElement e200 = squared(e100, 100) * e100;    // 2^200 − 1
    return squared(squared(e200, 50) * e50, 2) * a;         // 2^252 − 3
}

}    // namespace

FieldElement FieldElement::from_bytes(const Bytes32& bytes) {
    const auto [a, b, c, d] = limbs_of(bytes);
    return FieldElement({a & kMask, (a >> 51 | b << 13) & kMask, (b >> 38 | c << 26) & kMask,
                         (c >> 25 | d << 39) & kMask, (d >> 12) & kMask});
}

Bytes32 FieldElement::to_bytes() const {
    // After one pass of carries the second limb may still exceed 51 bits; after two none does, and all is
    // below 2p.
    auto t = tight(tight(*this)).limbs_;
    // Whether it is p or more is the carry out of the top when 19 is added.
    std::uint64_t quotient = (t[0] + 19) >> 51;
    for (std::size_t i = 1; i < 5; ++i) quotient = (t[i] + quotient) >> 51;
    t[0] += 19 * quotient;
    for (std::size_t i = 0; i < 4; ++i) {
        t[i + 1] += t[i] >> 51;
        t[i] &= kMask;
    }
    t[4] &= kMask;
    return bytes_of(
        Limbs{t[0] | t[1] << 51, t[1] >> 13 | t[2] << 38, t[2] >> 26 | t[3] << 25, t[3] >> 39 | t[4] << 12});
}

FieldElement operator+(const FieldElement& a, const FieldElement& b) {
    FieldElement out;
    for (std::size_t i = 0; i < 5; ++i) out.limbs_[i] = a.limbs_[i] + b.limbs_[i];
    return out;
}

FieldElement operator-(const FieldElement& a, const FieldElement& b) {
    FieldElement out;
    for (std::size_t i = 0; i < 5; ++i) out.limbs_[i] = a.limbs_[i] + kFourP[i] - b.limbs_[i];
    return out;
}

FieldElement operator*(const FieldElement& x, const FieldElement& y) {
    const auto& a = x.limbs_;
    const auto& b = y.limbs_;
    const std::uint64_t b1 = 19 * b[1], b2 = 19 * b[2], b3 = 19 * b[3], b4 = 19 * b[4];
    return FieldElement(carried({
        times(a[0], b[0]) + times(a[1], b4) + times(a[2], b3) + times(a[3], b2) + times(a[4], b1),
        times(a[0], b[1]) + times(a[1], b[0]) + times(a[2], b4) + times(a[3], b3) + times(a[4], b2),
        times(a[0], b[2]) + times(a[1], b[1]) + times(a[2], b[0]) + times(a[3], b4) + times(a[4], b3),
        times(a[0], b[3]) + times(a[1], b[2]) + times(a[2], b[1]) + times(a[3], b[0]) + times(a[4], b4),
        times(a[0], b[4]) + times(a[1], b[3]) + times(a[2], b[2]) + times(a[3], b[1]) + times(a[4], b[0]),
    }));
}

FieldElement square(const FieldElement& x) {
    const auto& a = x.limbs_;
    const std::uint64_t a0 = 2 * a[0], a1 = 2 * a[1], a3 = 19 * a[3], a4 = 19 * a[4];
    return FieldElement(carried({
        times(a[0], a[0]) + times(a1, a4) + times(2 * a[2], a3),
        times(a0, a[1]) + times(2 * a[2], a4) + times(a[3], a3),
        times(a0, a[2]) + times(a[1], a[1]) + times(2 * a[3], a4),
        times(a0, a[3]) + times(a1, a[2]) + times(a[4], a4),
        times(a0, a[4]) + times(a1, a[3]) + times(a[2], a[2]),
    }));
}

FieldElement tight(const FieldElement& a) {
    const auto& t = a.limbs_;
    return FieldElement(carried({t[0], t[1], t[2], t[3], t[4]}));
}

FieldElement negate(const FieldElement& a) {
    return tight(FieldElement() - tight(a));
}

FieldElement absolute(const FieldElement& a) {
    return a.is_negative() ? negate(a) : a;
}

FieldElement invert(const FieldElement& a) {
    // a^(p − 2), and p − 2 = 8·(2^252 − 3) + 3
    return squared(power_22523(a), 3) * square(a) * a;
}

SquareRoot sqrt_ratio(const FieldElement& u, const FieldElement& v) {
    const FieldElement v3 = square(v) * v;
    FieldElement root = u * v3 * power_22523(u * square(v3) * v);
    const Bytes32 check = (v * square(root)).to_bytes();
    const FieldElement minus_u = negate(u);
    const bool correct = check == u.to_bytes();
    const bool flipped = check == minus_u.to_bytes();
    const bool flipped_i = check == (minus_u * kSqrtMinusOne).to_bytes();
    if (flipped || flipped_i) root = root * kSqrtMinusOne;
    return {correct || flipped, absolute(root)};
}

}    // namespace vouch
