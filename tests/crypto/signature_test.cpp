// Ed25519 as libsodium 1.0.18 judges it, which other libraries do not do alike. docs/protocol.md, section 2.
#include "crypto/signature.h"

#include <sodium.h>
#include <catch2/catch.hpp>

using namespace vouch;

namespace {

struct SecretParts {
    SecretBytes<32> seed;
    Bytes32 a{};    // the scalar behind the public key, modulo the order

    SecretParts() {
        Bytes64 hash;
        crypto_hash_sha512(hash.data(), seed.view().data(), 32);
        hash[0] &= 248;
        hash[31] = static_cast<std::uint8_t>((hash[31] & 127) | 64);
        Bytes64 wide{};
        std::copy(hash.begin(), hash.begin() + 32, wide.begin());
        crypto_core_ed25519_scalar_reduce(a.data(), wide.data());
    }
};

/// SHA-512(R ‖ A ‖ message), reduced.
Bytes32 challenge(const Bytes32& R, const Bytes32& A, ByteView message) {
    Bytes hashed;
    append(hashed, R);
    append(hashed, A);
    append(hashed, message);
    Bytes64 wide;
    crypto_hash_sha512(wide.data(), hashed.data(), hashed.size());
    Bytes32 out;
    crypto_core_ed25519_scalar_reduce(out.data(), wide.data());
    return out;
}

}    // namespace

TEST_CASE("a signature holds for its key and message alone") {
    const SecretParts secret;
    const SigningKey key(secret.seed);
    const Bytes64 signature = key.sign(bytes_of("message"));
    CHECK(signature_holds(key.public_key(), bytes_of("message"), signature));
    CHECK_FALSE(signature_holds(key.public_key(), bytes_of("massage"), signature));
    CHECK_FALSE(signature_holds(SigningKey(SecretBytes<32>(key.public_key())).public_key(),
                                bytes_of("message"), signature));
}

TEST_CASE("a signature with an R of small order is refused, though its equation holds") {
    const SecretParts secret;
    const Bytes32 A = SigningKey(secret.seed).public_key();
    const ByteView message = bytes_of("message");
    Bytes32 R{1};    // the neutral point
    const Bytes32 h = challenge(R, A, message);
    Bytes32 S;
    crypto_core_ed25519_scalar_mul(S.data(), h.data(), secret.a.data());
    Bytes32 SB, hA;
    REQUIRE(crypto_scalarmult_ed25519_base_noclamp(SB.data(), S.data()) == 0);
    REQUIRE(crypto_scalarmult_ed25519_noclamp(hA.data(), h.data(), A.data()) == 0);
    REQUIRE(SB == hA);    // S·B − h·A is R
    Bytes64 signature;
    std::ranges::copy(R, signature.begin());
    std::ranges::copy(S, signature.begin() + 32);
    CHECK_FALSE(signature_holds(A, message, signature));
}
