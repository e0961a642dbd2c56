#include "crypto/random.h"

#include <sodium.h>

#include "crypto/secret_transcript.h"

namespace vouch {
namespace {

class SystemRng : public Rng {
public:
    void fill(std::span<std::uint8_t> out) override { randombytes_buf(out.data(), out.size()); }
};

}    // namespace

Rng& system_rng() {
    static SystemRng rng;
    return rng;
}

void StreamRng::fill(std::span<std::uint8_t> out) {
    const auto nonce = le64(fills_++);
    static_assert(nonce.size() == crypto_stream_chacha20_NONCEBYTES);
    crypto_stream_chacha20(out.data(), out.size(), nonce.data(), seed_.data());
}

NonceSource::NonceSource(ByteView secret, const Transcript& context, Rng& rng)
    : secret_(secret), context_(context.context()), rng_(&rng) {}

NonceSource::NonceSource(const SecretBytes<64>& seed, Rng& rng) : secret_(seed.view()), rng_(&rng) {}

SecretScalar NonceSource::draw() {
    SecretBytes<64> fresh;
    rng_->fill(fresh.mutable_view());
    return SecretTranscript("nonce")
        .add(secret_.view())
        .add(context_)
        .add(fresh.view())
        .add(le64(number_++))
        .hs();
}

}    // namespace vouch
