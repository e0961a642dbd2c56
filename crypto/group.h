#pragma once
// The group ristretto255 (RFC 9496) and the integers modulo its order, public values only.
//
// libsodium answers -1 when a product is the identity, calls the identity a valid point, takes scalars that
// are not reduced and (1.0.18) points with bit 255 set. Point and Scalar settle these four once; nobody else
// calls it.

#include <compare>
#include <optional>
#include <span>

#include "crypto/bytes.h"

namespace vouch {

/// An integer modulo the group order, public: sent, stored, compared, printed. Always reduced.
/// 32 bytes, little endian (RFC 9496, section 4.4).
class Scalar {
public:
    Scalar() = default;    // zero
    explicit Scalar(std::uint64_t value);
    static Result<Scalar> decode(ByteView bytes);    // malformed unless 32 bytes below the order
    static Scalar reduce(const Bytes64& wide);       // modulo the order
    /// A value below 2^128 from 16 bytes: a weight of batch verification.
    static Scalar from_bytes16(std::span<const std::uint8_t, 16> bytes);

    const Bytes32& bytes() const { return bytes_; }
    bool is_zero() const { return *this == Scalar(); }
    Scalar inverse() const;    // of a scalar other than zero

    friend Scalar operator+(const Scalar& a, const Scalar& b);
    friend Scalar operator-(const Scalar& a, const Scalar& b);
    friend Scalar operator-(const Scalar& a);
    friend Scalar operator*(const Scalar& a, const Scalar& b);
    Scalar& operator+=(const Scalar& b) { return *this = *this + b; }
    Scalar& operator*=(const Scalar& b) { return *this = *this * b; }
    friend bool operator==(const Scalar&, const Scalar&) = default;

private:
    Bytes32 bytes_{};
};

/// An element of the group, public. 32 bytes, the one encoding of RFC 9496, so equal points have equal bytes.
class Point {
public:
    Point() = default;    // the identity: 32 zero bytes
    /// Malformed unless 32 bytes, bit 255 clear and canonical. It takes the identity; a caller that must
    /// refuse it checks for that.
    static Result<Point> decode(ByteView bytes);
    static Point from_hash(const Bytes64& hash);    // RFC 9496, section 4.3.4
    static const Point& generator();                // G

    const Bytes32& bytes() const { return bytes_; }
    bool is_identity() const { return *this == Point(); }

    friend Point operator+(const Point& a, const Point& b);
    friend Point operator-(const Point& a, const Point& b);
    friend Point operator-(const Point& a) { return Point() - a; }
    friend Point operator*(const Scalar& scalar, const Point& point);
    Point& operator+=(const Point& b) { return *this = *this + b; }
    friend bool operator==(const Point&, const Point&) = default;
    friend auto operator<=>(const Point&, const Point&) = default;

private:
    friend class SecretPoint;    // whose publish() makes a Point
    friend Point times_g(const Scalar& scalar);
    friend std::optional<struct DecodedBlock> decode_block(ByteView encodings);    // crypto/bulk/decode.h
    friend Point encoded(const struct EdwardsPoint& point);
    explicit Point(const Bytes32& canonical) : bytes_(canonical) {}
    Bytes32 bytes_{};
};

/// scalar·G, in a third of the time of scalar·point.
Point times_g(const Scalar& scalar);

}    // namespace vouch
