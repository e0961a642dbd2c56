#include "crypto/bulk/edwards.h"

namespace vouch {
namespace {

constexpr FieldElement kD({0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb,
                           0x52036cee2b6ff});
constexpr FieldElement k2D({0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977,
                            0x2406d9dc56dff});
constexpr FieldElement kInverseSqrtAMinusD({0x0fdaa805d40ea, 0x2eb482e57d339, 0x007610274bc58,
                                            0x6510b613dc8ff, 0x786c8905cfaff});

/// x = X/Z, y = Y/T, before the products that make it an EdwardsPoint.
struct Completed {
    FieldElement X, Y, Z, T;

    EdwardsPoint point() const { return {X * T, Y * Z, Z * T, X * Y}; }
};

/// A = (Y − X)·(y − x), B = (Y + X)·(y + x), C = T·2d·x·y, D = 2·Z·z
EdwardsPoint added(const FieldElement& A, const FieldElement& B, const FieldElement& C,
                   const FieldElement& D) {
    return Completed{B - A, B + A, D + C, D - C}.point();
}

}    // namespace

AffineAddend::AffineAddend(const EdwardsPoint& decoded)
    : y_plus_x(tight(decoded.Y + decoded.X)),
      y_minus_x(tight(decoded.Y - decoded.X)),
      xy2d(decoded.T * k2D) {}

Addend::Addend(const EdwardsPoint& point)
    : y_plus_x(tight(point.Y + point.X)),
      y_minus_x(tight(point.Y - point.X)),
      z2(tight(point.Z + point.Z)),
      t2d(point.T * k2D) {}

EdwardsPoint doubled(const EdwardsPoint& a) {
    const FieldElement A = square(a.X), B = square(a.Y), C = square(a.Z);
    const FieldElement sum = B + A, difference = tight(B - A);
    return Completed{square(a.X + a.Y) - sum, sum, difference, (C + C) - difference}.point();
}

EdwardsPoint operator+(const EdwardsPoint& a, const Addend& b) {
    return added((a.Y - a.X) * b.y_minus_x, (a.Y + a.X) * b.y_plus_x, a.T * b.t2d, a.Z * b.z2);
}
EdwardsPoint operator-(const EdwardsPoint& a, const Addend& b) {
    const FieldElement C = a.T * b.t2d, D = a.Z * b.z2;
    const FieldElement A = (a.Y - a.X) * b.y_plus_x, B = (a.Y + a.X) * b.y_minus_x;
    return Completed{B - A, B + A, D - C, D + C}.point();
}
EdwardsPoint operator+(const EdwardsPoint& a, const AffineAddend& b) {
    return added((a.Y - a.X) * b.y_minus_x, (a.Y + a.X) * b.y_plus_x, a.T * b.xy2d, a.Z + a.Z);
}
EdwardsPoint operator-(const EdwardsPoint& a, const AffineAddend& b) {
    const FieldElement C = a.T * b.xy2d, D = a.Z + a.Z;
    const FieldElement A = (a.Y - a.X) * b.y_plus_x, B = (a.Y + a.X) * b.y_minus_x;
    return Completed{B - A, B + A, D - C, D + C}.point();
}

std::optional<EdwardsPoint> decode_ristretto(const Bytes32& bytes) {
    const FieldElement s = FieldElement::from_bytes(bytes);
    if (s.to_bytes() != bytes || s.is_negative()) return std::nullopt;
    const FieldElement ss = square(s);
    const FieldElement u1 = tight(FieldElement::one() - ss), u2 = tight(FieldElement::one() + ss);
    const FieldElement u2_squared = square(u2);
    const FieldElement v = tight(negate(kD * square(u1)) - u2_squared);
    const auto [was_square, inverse] = sqrt_ratio(FieldElement::one(), v * u2_squared);
    const FieldElement den_x = inverse * u2, den_y = inverse * den_x * v;
    const FieldElement x = absolute((s + s) * den_x), y = u1 * den_y, t = x * y;
    if (!was_square || t.is_negative() || y.is_zero()) return std::nullopt;
    return EdwardsPoint{x, y, FieldElement::one(), t};
}

EdwardsPoint EdwardsPoint::decode(const Point& point) {
    const auto decoded = decode_ristretto(point.bytes());
    VOUCH_CHECK(decoded.has_value());
    return *decoded;
}

Bytes32 EdwardsPoint::encode() const {
    const FieldElement u1 = (Z + Y) * tight(Z - Y), u2 = X * Y;
    const FieldElement inverse = sqrt_ratio(FieldElement::one(), u1 * square(u2)).root;
    const FieldElement den1 = inverse * u1, den2 = inverse * u2;
    const FieldElement z_inverse = den1 * den2 * T;
    const bool rotate = (T * z_inverse).is_negative();
    const FieldElement x = rotate ? Y * kSqrtMinusOne : X;
    const FieldElement y = rotate ? X * kSqrtMinusOne : Y;
    const FieldElement den = rotate ? den1 * kInverseSqrtAMinusD : den2;
    const FieldElement signed_y = (x * z_inverse).is_negative() ? negate(y) : y;
    return absolute(den * tight(Z - signed_y)).to_bytes();
}

}    // namespace vouch
