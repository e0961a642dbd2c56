#pragma once
// Randomness: where it comes from, and the hedged secret scalars drawn from it. docs/protocol.md, section 2.

#include <cstdint>
#include <span>

#include "crypto/secret.h"

namespace vouch {

/// A source of random bytes. The system's in every program; a fixed one in tests.
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

/// A stream of its own out of 32 random bytes (ChaCha20), for who would otherwise share a source with other
/// threads, or ask for little at a time. The same bytes from the same seed; for public randomness.
class StreamRng : public Rng {
public:
    explicit StreamRng(const Bytes32& seed) : seed_(seed) {}
    void fill(std::span<std::uint8_t> out) override;

private:
    Bytes32 seed_;
    std::uint64_t fills_ = 0;    // each its own nonce
};

/// Secret scalars Hs("nonce"; seed, 32 random bytes, le64(counter)). Safe while the random bytes are good;
/// and should they repeat, safe within one source, whose counter never does. So there is one per key object,
/// and not one per use. Not to be shared between threads.
class NonceSource {
public:
    /// `seed` is copied; use the device's sk or the trustee's seed.
    explicit NonceSource(const SecretBytes<32>& seed, Rng& rng = system_rng());
    SecretScalar draw();

private:
    SecretBytes<32> seed_;
    Rng* rng_;
    std::uint64_t counter_ = 0;
};

}    // namespace vouch
