#include "crypto/bulk/field.h"

namespace vouch {

using field_detail::kMask;

FieldElement FieldElement::from_bytes(const Bytes32& bytes) {
    const auto [a, b, c, d] = limbs_of(bytes);
    return FieldElement({a & kMask, (a >> 51 | b << 13) & kMask, (b >> 38 | c << 26) & kMask,
                         (c >> 25 | d << 39) & kMask, (d >> 12) & kMask});
}

Bytes32 FieldElement::to_bytes() const {
    // After one pass of carries the second limb may still exceed 51 bits; after two none does, and all is
    // below 2p.
    auto t = tight(tight(*this)).limbs();
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

FieldElement negate(const FieldElement& a) {
    return tight(FieldElement() - tight(a));
}

FieldElement absolute(const FieldElement& a) {
    return a.is_negative() ? negate(a) : a;
}

FieldElement invert(const FieldElement& a) {
    // a^(p − 2), and p − 2 = 8·(2^252 − 3) + 3
    return square(square(square(power_22523(a)))) * square(a) * a;
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
