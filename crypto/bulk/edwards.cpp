#include "crypto/bulk/edwards.h"

namespace vouch {
namespace {

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

AffineAddend::AffineAddend(const AffinePoint& point)
    : y_plus_x(tight(point.y + point.x)),
      y_minus_x(tight(point.y - point.x)),
      xy2d(point.x * point.y * k2D) {}

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

RootOfOne root_of_one(const FieldElement& w_r_squared) {
    static const Bytes32 one = FieldElement::one().to_bytes(),
                         minus_one = negate(FieldElement::one()).to_bytes(),
                         minus_i = negate(kSqrtMinusOne).to_bytes();
    const Bytes32 check = w_r_squared.to_bytes();
    if (check == one) return {true, FieldElement::one()};
    if (check == minus_one) return {true, kSqrtMinusOne};
    return {false, check == minus_i ? kSqrtMinusOne : FieldElement::one()};
}

std::optional<AffinePoint> decoded_point(const Bytes32& bytes, const FieldElement& s, bool was_square,
                                         const FieldElement& x, const FieldElement& y) {
    if (s.to_bytes() != bytes || s.is_negative()) return std::nullopt;    // not its one encoding
    const AffinePoint out{absolute(x), y};
    if (!was_square || (out.x * out.y).is_negative() || out.y.is_zero()) return std::nullopt;
    return out;
}

std::optional<AffinePoint> decode_ristretto(const Bytes32& bytes) {
    const FieldElement s = FieldElement::from_bytes(bytes);
    const FieldElement ss = square(s);
    const FieldElement u1 = tight(FieldElement::one() - ss), u2 = tight(FieldElement::one() + ss);
    const FieldElement u2_squared = square(u2);
    const FieldElement v = tight(negate(kD * square(u1)) - u2_squared);
    const FieldElement w = v * u2_squared, w3 = square(w) * w;
    const FieldElement root = w3 * power_22523(square(w3) * w);    // of 1/w, but for a factor
    const auto [was_square, factor] = root_of_one(w * square(root));
    const FieldElement inverse = root * factor;
    const FieldElement den_x = inverse * u2;
    return decoded_point(bytes, s, was_square, (s + s) * den_x, u1 * (inverse * den_x * v));
}

AffinePoint AffinePoint::decode(const Point& point) {
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
