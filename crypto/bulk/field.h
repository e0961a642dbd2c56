#pragma once
// The field of 2^255 − 19 for public points: five limbs of 51 bits. Variable time, for public values only.
//
// Bounds, which every formula of edwards.cpp keeps: a product's limbs are below 2^51 + 2^15 ("tight"); a sum
// of two tight elements is below 2^52.1, a difference below 2^53.4, that of a sum and a tight one below
// 2^53.6; the factors of a product need the exponents of their bounds to add up to at most 108.

#include <array>

#include "crypto/bulk/limbs.h"

namespace vouch {

class FieldElement {
public:
    FieldElement() = default;    // zero
    constexpr explicit FieldElement(const std::array<std::uint64_t, 5>& limbs) : limbs_(limbs) {}
    static constexpr FieldElement one() { return FieldElement({1, 0, 0, 0, 0}); }
    /// Reads 32 bytes, little endian, and ignores bit 255. The caller checks whether they are canonical.
    static FieldElement from_bytes(const Bytes32& bytes);
    Bytes32 to_bytes() const;    // canonical, of any element within the bounds above

    bool is_zero() const { return to_bytes() == Bytes32{}; }
    bool is_negative() const { return to_bytes()[0] & 1; }

    const std::array<std::uint64_t, 5>& limbs() const { return limbs_; }

private:
    std::array<std::uint64_t, 5> limbs_{};
};

// These stand in the header and are always inlined, so that the products of a formula overlap. That saves a
// third of their time.

namespace field_detail {

inline constexpr std::uint64_t kMask = (std::uint64_t{1} << 51) - 1;

[[gnu::always_inline]] inline Wide times(std::uint64_t a, std::uint64_t b) {
    return Wide{a} * b;
}
/// Carries from limb to limb, and from the last, times 19, into the first.
[[gnu::always_inline]] inline FieldElement carried(Wide t0, Wide t1, Wide t2, Wide t3, Wide t4) {
    t1 += static_cast<std::uint64_t>(t0 >> 51);
    t2 += static_cast<std::uint64_t>(t1 >> 51);
    t3 += static_cast<std::uint64_t>(t2 >> 51);
    t4 += static_cast<std::uint64_t>(t3 >> 51);
    const std::uint64_t first =
        (static_cast<std::uint64_t>(t0) & kMask) + 19 * static_cast<std::uint64_t>(t4 >> 51);
    return FieldElement({first & kMask, (static_cast<std::uint64_t>(t1) & kMask) + (first >> 51),
                         static_cast<std::uint64_t>(t2) & kMask, static_cast<std::uint64_t>(t3) & kMask,
                         static_cast<std::uint64_t>(t4) & kMask});
}

}    // namespace field_detail

[[gnu::always_inline]] inline FieldElement operator+(const FieldElement& x, const FieldElement& y) {
    const auto& [a0, a1, a2, a3, a4] = x.limbs();
    const auto& [b0, b1, b2, b3, b4] = y.limbs();
    return FieldElement({a0 + b0, a1 + b1, a2 + b2, a3 + b3, a4 + b4});
}

/// y below 2^52.9: four times the modulus is added, so that no limb falls below zero.
[[gnu::always_inline]] inline FieldElement operator-(const FieldElement& x, const FieldElement& y) {
    constexpr std::uint64_t first = 0x1fffffffffffb4, other = 0x1ffffffffffffc;
    const auto& [a0, a1, a2, a3, a4] = x.limbs();
    const auto& [b0, b1, b2, b3, b4] = y.limbs();
    return FieldElement(
        {a0 + first - b0, a1 + other - b1, a2 + other - b2, a3 + other - b3, a4 + other - b4});
}

[[gnu::always_inline]] inline FieldElement operator*(const FieldElement& x, const FieldElement& y) {
    using field_detail::times;
    const auto [a0, a1, a2, a3, a4] = x.limbs();
    const auto [b0, b1, b2, b3, b4] = y.limbs();
    const std::uint64_t c1 = 19 * b1, c2 = 19 * b2, c3 = 19 * b3, c4 = 19 * b4;
    return field_detail::carried(
        times(a0, b0) + times(a1, c4) + times(a2, c3) + times(a3, c2) + times(a4, c1),
        times(a0, b1) + times(a1, b0) + times(a2, c4) + times(a3, c3) + times(a4, c2),
        times(a0, b2) + times(a1, b1) + times(a2, b0) + times(a3, c4) + times(a4, c3),
        times(a0, b3) + times(a1, b2) + times(a2, b1) + times(a3, b0) + times(a4, c4),
        times(a0, b4) + times(a1, b3) + times(a2, b2) + times(a3, b1) + times(a4, b0));
}

[[gnu::always_inline]] inline FieldElement square(const FieldElement& x) {
    using field_detail::times;
    const auto [a0, a1, a2, a3, a4] = x.limbs();
    const std::uint64_t d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, c3 = 19 * a3, c4 = 19 * a4;
    return field_detail::carried(
        times(a0, a0) + times(d1, c4) + times(d2, c3), times(d0, a1) + times(d2, c4) + times(a3, c3),
        times(d0, a2) + times(a1, a1) + times(2 * a3, c4), times(d0, a3) + times(d1, a2) + times(a4, c4),
        times(d0, a4) + times(d1, a3) + times(a2, a2));
}

/// The same element with tight limbs.
[[gnu::always_inline]] inline FieldElement tight(const FieldElement& x) {
    const auto& [a0, a1, a2, a3, a4] = x.limbs();
    return field_detail::carried(a0, a1, a2, a3, a4);
}

/// a^((p − 5)/8) = a^(2^252 − 3), for any type that has products and squares.
template <class Element>
[[gnu::always_inline]] inline Element power_22523(const Element& a) {
    const auto squared = [](Element b, int times) __attribute__((always_inline)) {
        for (int i = 0; i < times; ++i) b = square(b);
        return b;
    };
    const Element a2 = square(a);
    const Element a9 = a * squared(a2, 2);
    const Element a11 = a2 * a9;
    const Element a31 = square(a11) * a9;              // 2^5 − 1
    const Element e10 = squared(a31, 5) * a31;         // 2^10 − 1
    const Element e20 = squared(e10, 10) * e10;        // 2^20 − 1
    const Element e40 = squared(e20, 20) * e20;        // 2^40 − 1
    const Element e50 = squared(e40, 10) * e10;        // 2^50 − 1
    const Element e100 = squared(e50, 50) * e50;       // 2^100 − 1
    const Element e200 = squared(e100, 100) * e100;    // 2^200 − 1
    return squared(squared(e200, 50) * e50, 2) * a;    // 2^252 − 3
}

FieldElement negate(const FieldElement& a);
FieldElement absolute(const FieldElement& a);    // the one of a and −a that is not negative

FieldElement invert(const FieldElement& a);    // 1/a; 0 of 0

/// Whether u/v is a square (or u is zero), and the root of u/v, or of i·u/v, that is not negative.
/// RFC 9496, section 4.2; v = 0 gives (u == 0, 0).
struct SquareRoot {
    bool was_square = false;
    FieldElement root;
};
SquareRoot sqrt_ratio(const FieldElement& u, const FieldElement& v);

inline constexpr FieldElement kSqrtMinusOne({0x61b274a0ea0b0, 0x0d5a5fc8f189d, 0x7ef5e9cbd0c60,
                                             0x78595a6804c9e, 0x2b8324804fc1d});

}    // namespace vouch
