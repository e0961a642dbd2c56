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

/// A representative of a group element in the form in which it is stored. Its limbs are tight.
struct AffinePoint {
    FieldElement x, y = FieldElement::one();    // the identity

    /// Decodes a Point, which always holds a canonical encoding.
    static AffinePoint decode(const Point& point);
};

/// The same in 64 bytes, for callers that store many.
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
    /// Whether it represents the identity of the group (RFC 9496, section 4.5), which points other than (0,
    /// 1) do too. Exactly one of X and Y is zero then. No point of the curve has both zero, so that
    /// coordinates that are no point are not taken for the identity.
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

/// Decodes bytes, or returns nothing where they are no canonical encoding. It takes the same bytes as
/// Point::decode.
std::optional<AffinePoint> decode_ristretto(const Bytes32& bytes);

// The two steps of decoding that differ from point to point. Code that decodes several points side by side
// calls them for each point.

/// Decoding computes r, a square root of 1/w up to a fourth root of one. This gives, from the check w·r², the
/// factor that makes r the wanted root.
struct RootOfOne {
    bool was_square = false;
    FieldElement factor = FieldElement::one();
};
RootOfOne root_of_one(const FieldElement& w_r_squared);
/// Makes the point from s, which the bytes encode, and from the x and y computed from it, whose signs are
/// still open.
std::optional<AffinePoint> decoded_point(const Bytes32& bytes, const FieldElement& s, bool was_square,
                                         const FieldElement& x, const FieldElement& y);

}    // namespace vouch
