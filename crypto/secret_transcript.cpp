#include "crypto/secret_transcript.h"

#include <sodium.h>

namespace vouch {

SecretTranscript::SecretTranscript(std::string_view label) {
    add(bytes_of("vouch/1"));
    add(bytes_of(label));
}

SecretTranscript& SecretTranscript::add(ByteView part) {
    framed_ = SecretBuffer::concat({framed_.view(), le64(part.size()), part});
    return *this;
}

SecretBytes<64> SecretTranscript::h() const {
    SecretBytes<64> out;
    crypto_hash_sha512(out.mutable_view().data(), framed_.view().data(), framed_.size());
    return out;
}

SecretScalar SecretTranscript::hs() const {
    return SecretScalar::reduce(h());
}

SecretBytes<32> SecretTranscript::hb() const {
    SecretBytes<32> out;
    crypto_hash_sha256(out.mutable_view().data(), framed_.view().data(), framed_.size());
    return out;
}

}    // namespace vouch
