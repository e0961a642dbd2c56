#pragma once
// Hashing with a secret among the parts: the framing of crypto/transcript.h over a buffer that is wiped, and
// a result that stays secret. docs/protocol.md, section 2.

#include <string_view>

#include "crypto/secret.h"

namespace vouch {

class SecretTranscript {
public:
    explicit SecretTranscript(std::string_view label);

    SecretTranscript& add(ByteView part);
    SecretTranscript& add(const SecretScalar& scalar) { return add(ByteView(scalar.bytes().view())); }
    SecretTranscript& add_le32(std::uint32_t number) { return add(le32(number)); }
    SecretTranscript& add_le64(std::uint64_t number) { return add(le64(number)); }

    SecretBytes<64> h() const;     // H: SHA-512
    SecretScalar hs() const;       // Hs: H reduced modulo the order
    SecretBytes<32> hb() const;    // Hb: SHA-256 over the same framing

private:
    SecretBuffer framed_;
};

}    // namespace vouch
