#pragma once
// The field of 2^255 − 19 for public points: five limbs of 51 bits. Variable time; nothing secret comes here.
//
// Bounds, which every formula of edwards.cpp keeps: a product's limbs are below 2^51 + 2^15 ("tight"); a sum
// of two tight elements is below 2^52.1, a difference below 2^53.4, that of a sum and a tight one below
// 2^53.6; the factors of a product need the exponents of their bounds to add up to at most 109.

#include <array>

#include "crypto/bytes.h"

namespace vouch {

class FieldElement {
public:
    FieldElement() = default;    // zero
    constexpr explicit FieldElement(const std::array<std::uint64_t, 5>& limbs) : limbs_(limbs) {}
    static constexpr FieldElement one() { return FieldElement({1, 0, 0, 0, 0}); }
    /// Of 32 bytes, little endian; bit 255 is left out. Whether they were canonical is for the caller to say.
    static FieldElement from_bytes(const Bytes32& bytes);
    Bytes32 to_bytes() const;    // canonical, of any element within the bounds above

    bool is_zero() const { return to_bytes() == Bytes32{}; }
    bool is_negative() const { return to_bytes()[0] & 1; }

    friend FieldElement operator+(const FieldElement& a, const FieldElement& b);
    friend FieldElement operator-(const FieldElement& a, const FieldElement& b);    // b below 2^52.9
    friend FieldElement operator*(const FieldElement& a, const FieldElement& b);
    friend FieldElement square(const FieldElement& a);
    /// The same element with tight limbs.
    friend FieldElement tight(const FieldElement& a);

private:
    std::array<std::uint64_t, 5> limbs_{};
};

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
