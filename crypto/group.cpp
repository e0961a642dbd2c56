#include "crypto/group.h"

#include <sodium.h>

namespace vouch {

Scalar::Scalar(std::uint64_t value) {
    const auto bytes = le64(value);
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

Result<Scalar> Scalar::decode(ByteView bytes) {
    if (bytes.size() != 32) return {Reason::malformed, "scalar: length"};
    Bytes64 wide{};
    std::copy(bytes.begin(), bytes.end(), wide.begin());
    const Scalar reduced = reduce(wide);
    if (!equal(reduced.bytes_, bytes)) return {Reason::malformed, "not a canonical scalar"};
    return reduced;
}

Scalar Scalar::reduce(const Bytes64& wide) {
    Scalar out;
    crypto_core_ristretto255_scalar_reduce(out.bytes_.data(), wide.data());
    return out;
}

Scalar Scalar::from_bytes16(std::span<const std::uint8_t, 16> bytes) {
    Scalar out;
    std::copy(bytes.begin(), bytes.end(), out.bytes_.begin());
    return out;
}

Scalar Scalar::inverse() const {
    VOUCH_CHECK(!is_zero());
    Scalar out;
    crypto_core_ristretto255_scalar_invert(out.bytes_.data(), bytes_.data());
    return out;
}

Scalar operator+(const Scalar& a, const Scalar& b) {
    Scalar out;
    crypto_core_ristretto255_scalar_add(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    return out;
}

Scalar operator-(const Scalar& a, const Scalar& b) {
    Scalar out;
    crypto_core_ristretto255_scalar_sub(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    return out;
}

Scalar operator-(const Scalar& a) {
    return Scalar() - a;
}

Scalar operator*(const Scalar& a, const Scalar& b) {
    Scalar out;
    crypto_core_ristretto255_scalar_mul(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    return out;
}

Result<Point> Point::decode(ByteView bytes) {
    if (bytes.size() != 32) return {Reason::malformed, "point: length"};
    // libsodium 1.0.18 overlooks bit 255.
    if ((bytes[31] & 0x80) != 0 || crypto_core_ristretto255_is_valid_point(bytes.data()) != 1)
        return {Reason::malformed, "not a canonical point"};
    Point out;
    std::copy(bytes.begin(), bytes.end(), out.bytes_.begin());
    return out;
}

Point Point::from_hash(const Bytes64& hash) {
    Point out;
    crypto_core_ristretto255_from_hash(out.bytes_.data(), hash.data());
    return out;
}

const Point& Point::generator() {
    static const Point generator = times_g(Scalar(1));
    return generator;
}

Point operator+(const Point& a, const Point& b) {
    Point out;
    VOUCH_CHECK(crypto_core_ristretto255_add(out.bytes_.data(), a.bytes_.data(), b.bytes_.data()) == 0);
    return out;
}

Point operator-(const Point& a, const Point& b) {
    Point out;
    VOUCH_CHECK(crypto_core_ristretto255_sub(out.bytes_.data(), a.bytes_.data(), b.bytes_.data()) == 0);
    return out;
}

Point operator*(const Scalar& scalar, const Point& point) {
    Point out;
    // -1 says that the product is the identity: a Point is always valid.
    if (crypto_scalarmult_ristretto255(out.bytes_.data(), scalar.bytes().data(), point.bytes_.data()) != 0)
        return Point();
    return out;
}

Point times_g(const Scalar& scalar) {
    Point out;
    if (crypto_scalarmult_ristretto255_base(out.bytes_.data(), scalar.bytes().data()) != 0) return Point();
    return out;
}

}    // namespace vouch
