#include "crypto/secret.h"

#include <sodium.h>

#include "crypto/declassify.h"

namespace vouch {

void wipe(std::span<std::uint8_t> memory) {
    sodium_memzero(memory.data(), memory.size());
}

SecretBuffer SecretBuffer::concat(std::initializer_list<ByteView> parts) {
    std::size_t size = 0;
    for (const ByteView part : parts) size += part.size();
    SecretBuffer out(size);    // at its full size from the start: growing would leave copies behind
    auto to = out.bytes_.begin();
    for (const ByteView part : parts) to = std::copy(part.begin(), part.end(), to);
    return out;
}

SecretScalar SecretScalar::reduce(const SecretBytes<64>& wide) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_reduce(out.bytes_.mutable_view().data(), wide.view().data());
    return out;
}

SecretScalar SecretScalar::bit(std::uint8_t mask) {
    SecretScalar out;
    out.bytes_.mutable_view()[0] = mask & 1;
    return out;
}

Result<SecretScalar> SecretScalar::decode(const SecretBytes<32>& bytes) {
    SecretBytes<64> wide;
    std::copy(bytes.view().begin(), bytes.view().end(), wide.mutable_view().begin());
    SecretScalar out = reduce(wide);
    const int difference = sodium_memcmp(out.bytes_.view().data(), bytes.view().data(), 32);
    declassify(&difference, sizeof difference);    // that it is canonical is no secret
    if (difference != 0) return {Reason::malformed, "not a canonical scalar"};
    return out;
}

SecretScalar operator+(const SecretScalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_add(out.bytes_.mutable_view().data(), a.bytes_.view().data(),
                                        b.bytes_.view().data());
    return out;
}

SecretScalar operator-(const SecretScalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_sub(out.bytes_.mutable_view().data(), a.bytes_.view().data(),
                                        b.bytes_.view().data());
    return out;
}

SecretScalar operator*(const SecretScalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_mul(out.bytes_.mutable_view().data(), a.bytes_.view().data(),
                                        b.bytes_.view().data());
    return out;
}

SecretScalar operator*(const Scalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_mul(out.bytes_.mutable_view().data(), a.bytes().data(),
                                        b.bytes_.view().data());
    return out;
}

Scalar respond(SecretScalar nonce, const Scalar& challenge, const SecretScalar& secret) {
    return disclose(nonce + challenge * secret);
}

Scalar disclose(SecretScalar secret) {
    Bytes64 wide{};
    std::copy(secret.bytes_.view().begin(), secret.bytes_.view().end(), wide.begin());
    declassify(wide.data(), wide.size());
    return Scalar::reduce(wide);    // reduced already: this only changes its type
}

SecretPoint SecretPoint::select(const SecretDigit& digit, std::span<const SecretPoint, 4> choices) {
    SecretPoint out;
    const auto to = out.bytes_.mutable_view();
    for (std::uint8_t choice = 0; choice < 4; ++choice) {
        const std::uint8_t mask = digit.mask(choice);
        const auto from = choices[choice].bytes_.view();
        for (std::size_t i = 0; i < 32; ++i) to[i] |= static_cast<std::uint8_t>(mask & from[i]);
    }
    return out;
}

Point SecretPoint::publish() const {
    Point out;
    std::copy(bytes_.view().begin(), bytes_.view().end(), out.bytes_.begin());
    declassify(out.bytes_.data(), out.bytes_.size());
    return out;
}

// The return codes below say "not a valid point", which these never are, and "the product is the identity",
// which is legal; in that case libsodium has written the identity's 32 zero bytes all the same. So nothing
// looks at them.

SecretPoint operator+(const SecretPoint& a, const SecretPoint& b) {
    SecretPoint out;
    [[maybe_unused]] const int code = crypto_core_ristretto255_add(
        out.bytes_.mutable_view().data(), a.bytes_.view().data(), b.bytes_.view().data());
    return out;
}

SecretPoint operator-(const SecretPoint& a, const SecretPoint& b) {
    SecretPoint out;
    [[maybe_unused]] const int code = crypto_core_ristretto255_sub(
        out.bytes_.mutable_view().data(), a.bytes_.view().data(), b.bytes_.view().data());
    return out;
}

SecretPoint operator*(const SecretScalar& scalar, const SecretPoint& point) {
    SecretPoint out;
    [[maybe_unused]] const int code = crypto_scalarmult_ristretto255(
        out.bytes_.mutable_view().data(), scalar.bytes().view().data(), point.bytes_.view().data());
    return out;
}

SecretPoint operator*(const SecretScalar& scalar, const Point& point) {
    return scalar * SecretPoint(point);
}

SecretPoint times_g(const SecretScalar& scalar) {
    SecretPoint out;
    [[maybe_unused]] const int code =
        crypto_scalarmult_ristretto255_base(out.bytes_.mutable_view().data(), scalar.bytes().view().data());
    return out;
}

}    // namespace vouch
