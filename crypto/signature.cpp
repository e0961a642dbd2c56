#include "crypto/signature.h"

#include <sodium.h>

#include "crypto/declassify.h"

namespace vouch {

SigningKey::SigningKey(const SecretBytes<32>& seed) {
    crypto_sign_seed_keypair(public_key_.data(), secret_.mutable_view().data(), seed.view().data());
    declassify(public_key_.data(), public_key_.size());
}

Bytes64 SigningKey::sign(ByteView message) const {
    Bytes64 signature;
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.view().data());
    declassify(signature.data(), signature.size());
    return signature;
}

bool signature_holds(const Bytes32& key, ByteView message, const Bytes64& signature) {
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

BoxKey::BoxKey(const SecretBytes<32>& seed) {
    crypto_box_seed_keypair(public_key_.data(), secret_.mutable_view().data(), seed.view().data());
    declassify(public_key_.data(), public_key_.size());
}

Result<SecretBuffer> BoxKey::open(ByteView box) const {
    if (box.size() < kSealedBoxOverheadBytes) return {Reason::malformed, "sealed box: length"};
    SecretBuffer out(box.size() - kSealedBoxOverheadBytes);
    const int failed = crypto_box_seal_open(out.mutable_view().data(), box.data(), box.size(),
                                            public_key_.data(), secret_.view().data());
    declassify(&failed, sizeof failed);    // whether it opens is no secret
    if (failed != 0) return {Reason::malformed, "sealed box: not for this key, or changed"};
    return out;
}

Result<Bytes> seal_box(const Bytes32& public_key, ByteView plaintext) {
    Bytes out(plaintext.size() + kSealedBoxOverheadBytes);
    if (crypto_box_seal(out.data(), plaintext.data(), plaintext.size(), public_key.data()) != 0)
        return {Reason::malformed, "box key of small order"};
    return out;
}

Result<Bytes> seal_box_with(const SecretBytes<32>& ephemeral, const Bytes32& public_key, ByteView plaintext) {
    Bytes out(plaintext.size() + kSealedBoxOverheadBytes);
    crypto_scalarmult_base(out.data(), ephemeral.view().data());
    declassify(out.data(), crypto_box_PUBLICKEYBYTES);
    Bytes named(out.begin(), out.begin() + crypto_box_PUBLICKEYBYTES);
    append(named, public_key);
    ByteArray<crypto_box_NONCEBYTES> nonce;
    crypto_generichash(nonce.data(), nonce.size(), named.data(), named.size(), nullptr, 0);
    if (crypto_box_easy(out.data() + crypto_box_PUBLICKEYBYTES, plaintext.data(), plaintext.size(),
                        nonce.data(), public_key.data(), ephemeral.view().data()) != 0)
        return {Reason::malformed, "box key of small order"};
    return out;
}

Bytes seal_secretbox(const SecretBytes<32>& key, ByteView plaintext) {
    Bytes out(plaintext.size() + kSecretBoxOverheadBytes);
    randombytes_buf(out.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(out.data() + crypto_secretbox_NONCEBYTES, plaintext.data(), plaintext.size(),
                          out.data(), key.view().data());
    return out;
}

Result<SecretBuffer> open_secretbox(const SecretBytes<32>& key, ByteView box) {
    if (box.size() < kSecretBoxOverheadBytes) return {Reason::malformed, "secretbox: length"};
    SecretBuffer out(box.size() - kSecretBoxOverheadBytes);
    const int failed =
        crypto_secretbox_open_easy(out.mutable_view().data(), box.data() + crypto_secretbox_NONCEBYTES,
                                   box.size() - crypto_secretbox_NONCEBYTES, box.data(), key.view().data());
    declassify(&failed, sizeof failed);
    if (failed != 0) return {Reason::malformed, "secretbox: another key, or changed"};
    return out;
}

}    // namespace vouch
