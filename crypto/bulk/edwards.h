#pragma once
// Points of ristretto255 as the Edwards curve's, −x² + y² = 1 + d·x²·y², for public data: decoded once and
// added many times. Formulas: Hisil, Wong, Carter and Dawson, "Twisted Edwards Curves Revisited", ASIACRYPT
// 2008; encoding and decoding: RFC 9496, section 4.3. Variable time.

#include <optional>

#include "crypto/bulk/field.h"
#include "crypto/group.h"

namespace vouch {

/// x = X/Z, y = Y/Z, T = X·Y/Z; tight limbs.
struct EdwardsPoint {
    FieldElement X, Y = FieldElement::one(), Z = FieldElement::one(), T;    // the identity

    /// Of any element of the group; a Point holds no encoding that is none.
    static EdwardsPoint decode(const Point& point);
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
    AffineAddend() = default;                              // the identity
    explicit AffineAddend(const EdwardsPoint& decoded);    // with Z = 1, as decode() makes it
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
std::optional<EdwardsPoint> decode_ristretto(const Bytes32& bytes);

}    // namespace vouch
