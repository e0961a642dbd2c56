#pragma once
// The one way anything is hashed: label and parts, each framed by its length. docs/protocol.md, section 2.
//   H(label; b1, ..., bn) = SHA-512(frame("vouch/1") || frame(label) || frame(b1) || ... || frame(bn))

#include "crypto/bytes.h"
#include "crypto/group.h"

namespace vouch {

/// frame(b) = le64(len(b)) || b
Bytes frame_of(ByteView part);

/// Collects a label and the parts after it, then hashes them. Public values only.
class Transcript {
public:
    explicit Transcript(std::string_view label);

    Transcript& add(ByteView part);
    Transcript& add(const Point& point) { return add(point.bytes()); }
    Transcript& add(const Scalar& scalar) { return add(scalar.bytes()); }
    Transcript& add(std::string_view text) { return add(bytes_of(text)); }
    Transcript& add_le32(std::uint32_t number) { return add(le32(number)); }

    Bytes64 h() const;     // H: SHA-512
    Scalar hs() const;     // Hs: H reduced modulo the order
    Point hp() const;      // Hp: the point from H
    Bytes32 hb() const;    // Hb: SHA-256 over the same framing

    const Bytes& framed() const { return framed_; }
    /// Label and parts, each framed: what a nonce drawn for this challenge is bound to.
    Bytes context() const;

private:
    Bytes framed_;
};

}    // namespace vouch
