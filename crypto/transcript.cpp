#include "crypto/transcript.h"

#include <sodium.h>

namespace vouch {

Bytes frame_of(ByteView part) {
    Bytes out;
    out.reserve(8 + part.size());
    append(out, le64(part.size()));
    append(out, part);
    return out;
}

Transcript::Transcript(std::string_view label) {
    add(bytes_of("vouch/1"));
    add(bytes_of(label));
}

Transcript& Transcript::add(ByteView part) {
    append(framed_, le64(part.size()));
    append(framed_, part);
    return *this;
}

Bytes Transcript::context() const {
    static const std::size_t domain_bytes = frame_of(bytes_of("vouch/1")).size();
    return copy(ByteView(framed_).subspan(domain_bytes));
}

Bytes64 Transcript::h() const {
    Bytes64 out;
    crypto_hash_sha512(out.data(), framed_.data(), framed_.size());
    return out;
}

Scalar Transcript::hs() const {
    return Scalar::reduce(h());
}
Point Transcript::hp() const {
    return Point::from_hash(h());
}
Bytes32 Transcript::hb() const {
    return sha256(framed_);
}

}    // namespace vouch
