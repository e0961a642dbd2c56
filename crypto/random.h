#pragma once
// Randomness: where it comes from, and the hedged secret scalars drawn from it. docs/protocol.md, section 2.

#include <cstdint>
#include <span>

#include "crypto/secret.h"
#include "crypto/transcript.h"

namespace vouch {

/// A source of random bytes. Every program uses the system's; a test may use a fixed one.
class Rng {
public:
    virtual ~Rng() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;
    Bytes32 bytes32() {
        Bytes32 out;
        fill(out);
        return out;
    }
};

/// The operating system's generator, through libsodium. Safe to use from several threads.
Rng& system_rng();

/// A ChaCha20 stream from a seed of 32 random bytes, for callers that would otherwise share a source with
/// other threads or ask for few bytes at a time. The same seed gives the same bytes. For public randomness
/// only.
class StreamRng : public Rng {
public:
    explicit StreamRng(const Bytes32& seed) : seed_(seed) {}
    void fill(std::span<std::uint8_t> out) override;

private:
    Bytes32 seed_;
    std::uint64_t fills_ = 0;    // each fill has its own nonce
};

/// Secret scalars Hs("nonce"; secret, context, 64 random bytes, le64(number)), numbered from 0 within the
/// proof, sealing or draw that one source is made for. Secret and context bind them to that one use: should
/// the random bytes repeat, even after a restart, no nonce answers two challenges.
class NonceSource {
public:
    /// `secret` is the proof's witness or a sealing's seed, and is copied. The context is the challenge's
    /// transcript before the nonces' images: its label and the inputs so far, each framed.
    NonceSource(ByteView secret, const Transcript& context, Rng& rng);
    /// A sealing's seed holds what the nonces are for, so that they have no context.
    NonceSource(const SecretBytes<64>& seed, Rng& rng);
    SecretScalar draw();

private:
    SecretBuffer secret_;
    Bytes context_;
    Rng* rng_;
    std::uint64_t number_ = 0;
};

}    // namespace vouch
