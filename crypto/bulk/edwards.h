#pragma once
// Points of ristretto255 as the Edwards curve's, −x² + y² = 1 + d·x²·y², for public data: decoded once and
// added many times. Formulas: Hisil, Wong, Carter and Dawson, "Twisted Edwards Curves Revisited", ASIACRYPT
// 2008; encoding and decoding: RFC 9496, section 4.3. Variable time.

#include <optional>

#include "crypto/bulk/field.h"
#include "crypto/group.h"

namespace vouch {

inline constexpr FieldElement kD({0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb,
                                  0x52036cee2b6ff});    // d
inline constexpr FieldElement k2D({0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977,
                                   0x2406d9dc56dff});

/// A representative of a group element, to be kept; tight limbs.
struct AffinePoint {
    FieldElement x, y = FieldElement::one();    // the identity

    /// Of any element of the group; a Point holds no encoding that is none.
    static AffinePoint decode(const Point& point);
};

/// The same in 64 bytes, for those who keep many.
class PackedPoint {
public:
    explicit PackedPoint(const AffinePoint& point) : x_(point.x.to_bytes()), y_(point.y.to_bytes()) {}
    AffinePoint point() const { return {FieldElement::from_bytes(x_), FieldElement::from_bytes(y_)}; }

private:
    Bytes32 x_, y_;
};

/// x = X/Z, y = Y/Z, T = X·Y/Z; tight limbs.
struct EdwardsPoint {
    FieldElement X, Y = FieldElement::one(), Z = FieldElement::one(), T;    // the identity

    static EdwardsPoint of(const AffinePoint& point) {
        return {point.x, point.y, FieldElement::one(), point.x * point.y};
    }
    /// The one encoding of the element, whichever of its representatives this is.
    Bytes32 encode() const;
    /// Whether it stands for the group's identity. RFC 9496, section 4.5: not whether it is (0, 1).
    /// One of the two and not both: no point of the curve has both, so what is none is not taken for the
    /// identity.
    bool is_identity() const { return X.is_zero() != Y.is_zero(); }
};

/// A point ready to be added: y + x, y − x and 2d·x·y over Z = 1 (seven products an addition).
struct AffineAddend {
    FieldElement y_plus_x = FieldElement::one(), y_minus_x = FieldElement::one(), xy2d;
    AffineAddend() = default;    // the identity
    explicit AffineAddend(const AffinePoint& point);
};
/// The same over any Z (eight).
struct Addend {
    FieldElement y_plus_x = FieldElement::one(), y_minus_x = FieldElement::one();
    FieldElement z2 = FieldElement::one() + FieldElement::one(), t2d;
    Addend() = default;    // the identity
    explicit Addend(const EdwardsPoint& point);
};

EdwardsPoint doubled(const EdwardsPoint& a);
EdwardsPoint operator+(const EdwardsPoint& a, const Addend& b);
EdwardsPoint operator-(const EdwardsPoint& a, const Addend& b);
EdwardsPoint operator+(const EdwardsPoint& a, const AffineAddend& b);
EdwardsPoint operator-(const EdwardsPoint& a, const AffineAddend& b);

/// What bytes decode to; nothing where they are no canonical encoding. The same that Point::decode takes.
std::optional<AffinePoint> decode_ristretto(const Bytes32& bytes);

// The two parts of it that are not the same product after product, for whoever decodes several side by side.

/// What a root r of 1/w, or of something near it, has to be multiplied by, seen from w·r².
struct RootOfOne {
    bool was_square = false;
    FieldElement factor = FieldElement::one();
};
RootOfOne root_of_one(const FieldElement& w_r_squared);
/// From s, which the bytes hold, and the x and y that come of it, their signs aside.
std::optional<AffinePoint> decoded_point(const Bytes32& bytes, const FieldElement& s, bool was_square,
                                         const FieldElement& x, const FieldElement& y);

}    // namespace vouch
