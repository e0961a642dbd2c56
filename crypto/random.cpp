#include "crypto/random.h"

#include <sodium.h>

#include "crypto/transcript.h"

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

NonceSource::NonceSource(const SecretBytes<32>& seed, Rng& rng) : seed_(seed.clone()), rng_(&rng) {}

SecretScalar NonceSource::draw() {
    SecretBytes<32> fresh;
    rng_->fill(fresh.mutable_view());
    // The same framing as Transcript, over a buffer that is wiped.
    const auto framed =
        SecretBuffer::concat({frame_of(bytes_of("vouch/1")), frame_of(bytes_of("nonce")), le64(32),
                              seed_.view(), le64(32), fresh.view(), le64(8), le64(counter_++)});
    SecretBytes<64> wide;
    crypto_hash_sha512(wide.mutable_view().data(), framed.view().data(), framed.view().size());
    return SecretScalar::reduce(wide);
}

}    // namespace vouch
