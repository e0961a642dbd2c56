#pragma once
// Ed25519 signatures and X25519 sealed boxes, as libsodium has them.

#include "crypto/secret.h"

namespace vouch {

/// An Ed25519 signing key, from its 32-byte seed (RFC 8032).
class SigningKey {
public:
    explicit SigningKey(const SecretBytes<32>& seed);
    const Bytes32& public_key() const { return public_key_; }
    Bytes64 sign(ByteView message) const;

private:
    Bytes32 public_key_;
    SecretBuffer secret_{64};
};

/// Good if and only if libsodium says so: S at or above the order, keys of small order, and signatures that
/// hold only after multiplying by the cofactor are bad.
bool signature_holds(const Bytes32& key, ByteView message, const Bytes64& signature);

/// An X25519 key that opens crypto_box_seal boxes, from its 32-byte seed.
class BoxKey {
public:
    explicit BoxKey(const SecretBytes<32>& seed);
    const Bytes32& public_key() const { return public_key_; }
    Result<SecretBuffer> open(ByteView box) const;    // malformed unless sealed to this key and untouched

private:
    Bytes32 public_key_;
    SecretBuffer secret_{32};
};

/// What a sealed box adds to its plaintext, bytes.
inline constexpr std::size_t kSealedBoxOverheadBytes = 48;

/// crypto_box_seal: only the holder of the key's secret can open it, and nobody can tell who sealed it.
/// Malformed for a key that X25519 cannot use (of small order).
Result<Bytes> seal_box(const Bytes32& public_key, ByteView plaintext);
/// The same with this ephemeral X25519 secret, which serves for one plaintext: a box like any other, that who
/// has the secret can make again.
Result<Bytes> seal_box_with(const SecretBytes<32>& ephemeral, const Bytes32& public_key, ByteView plaintext);

/// What a secretbox adds: its random nonce in front, and its tag. crypto_secretbox, XSalsa20-Poly1305.
inline constexpr std::size_t kSecretBoxOverheadBytes = 24 + 16;
Bytes seal_secretbox(const SecretBytes<32>& key, ByteView plaintext);
Result<SecretBuffer> open_secretbox(const SecretBytes<32>& key, ByteView box);

}    // namespace vouch
