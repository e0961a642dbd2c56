#pragma once
// Public bytes: views, hex, base64 and the little-endian integers of the protocol.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/result.h"

namespace vouch {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;
using Bytes32 = ByteArray<32>;
using Bytes64 = ByteArray<64>;

/// The bytes of a text, not copied.
inline ByteView bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
/// Bytes as a text of the same length, copied.
inline std::string text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes copy(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}
inline bool equal(ByteView a, ByteView b) {
    return std::ranges::equal(a, b);
}
inline void append(Bytes& out, ByteView more) {
    out.insert(out.end(), more.begin(), more.end());
}

ByteArray<4> le32(std::uint32_t value);
ByteArray<8> le64(std::uint64_t value);
std::uint32_t read_le32(std::span<const std::uint8_t, 4> bytes);

/// Exactly N bytes, or malformed.
template <std::size_t N>
Result<ByteArray<N>> exactly(ByteView bytes) {
    if (bytes.size() != N) return {Reason::malformed, "another length than " + std::to_string(N)};
    ByteArray<N> out;
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

/// Lower case; decoding takes both cases and nothing else.
std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);

/// RFC 4648 section 4, padded; and section 5 ("base64url"), not padded. Decoding is strict: one spelling
/// only.
std::string to_base64(ByteView bytes);
Result<Bytes> from_base64(std::string_view text);
std::string to_base64url(ByteView bytes);
Result<Bytes> from_base64url(std::string_view text);
/// Decodes the text into `out` and leaves no other copy, since it may be a secret. False unless it decodes to
/// exactly as many bytes as `out` has.
[[nodiscard]] bool read_base64url(std::string_view text, std::span<std::uint8_t> out);

Bytes32 sha256(ByteView bytes);

/// The same of bytes that come one part after the other.
class Sha256 {
public:
    Sha256();
    void add(ByteView more);
    Bytes32 digest() const;    // of what was added so far

private:
    alignas(8) ByteArray<104> state_;    // libsodium's
};

/// A hash for tables of digests and encoded points. It takes eight of their bytes, which are uniform already.
struct DigestHash {
    std::size_t operator()(const Bytes32& digest) const {
        std::size_t value;
        std::memcpy(&value, digest.data() + 8, sizeof value);
        return value;
    }
};

}    // namespace vouch
