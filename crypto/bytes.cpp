#include "crypto/bytes.h"

#include <sodium.h>

namespace vouch {
namespace {

template <std::size_t N>
ByteArray<N> little_endian(std::uint64_t value) {
    ByteArray<N> out;
    for (auto& byte : out) {
        byte = static_cast<std::uint8_t>(value);
        value >>= 8;
    }
    return out;
}

std::string encode(ByteView bytes, int variant) {
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), variant);
    out.pop_back();    // libsodium counts and writes the terminating zero
    return out;
}

/// In the place where libsodium would say how far it has read: it refuses what it does not read to the end.
constexpr const char** kWhole = nullptr;

Result<Bytes> decode(std::string_view text, int variant) {
    Bytes out(text.size() / 4 * 3 + 3);
    std::size_t length = 0;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, kWhole,
                          variant) != 0)
        return {Reason::malformed, "base64"};
    out.resize(length);
    if (encode(out, variant) != text) return {Reason::malformed, "base64"};
    return out;
}

}    // namespace

ByteArray<4> le32(std::uint32_t value) {
    return little_endian<4>(value);
}
ByteArray<8> le64(std::uint64_t value) {
    return little_endian<8>(value);
}

std::uint32_t read_le32(std::span<const std::uint8_t, 4> bytes) {
    return std::uint32_t{bytes[0]} | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16 |
           std::uint32_t{bytes[3]} << 24;
}

std::string to_hex(ByteView bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
    out.pop_back();
    return out;
}

Result<Bytes> from_hex(std::string_view text) {
    Bytes out(text.size() / 2 + 1);    // never empty: libsodium must not be handed a null pointer
    std::size_t length = 0;
    if (sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, kWhole) != 0)
        return {Reason::malformed, "hex"};
    out.resize(length);
    return out;
}

std::string to_base64(ByteView bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}
Result<Bytes> from_base64(std::string_view text) {
    return decode(text, sodium_base64_VARIANT_ORIGINAL);
}
std::string to_base64url(ByteView bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
Result<Bytes> from_base64url(std::string_view text) {
    return decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
bool read_base64url(std::string_view text, std::span<std::uint8_t> out) {
    std::size_t length = 0;    // libsodium refuses bits left over itself
    return sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, kWhole,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
           length == out.size();
}

Bytes32 sha256(ByteView bytes) {
    Bytes32 out;
    crypto_hash_sha256(out.data(), bytes.data(), bytes.size());
    return out;
}

Sha256::Sha256() {
    static_assert(sizeof state_ == sizeof(crypto_hash_sha256_state) &&
                  alignof(crypto_hash_sha256_state) <= 8);
    crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()));
}
void Sha256::add(ByteView more) {
    crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()), more.data(),
                              more.size());
}
Bytes32 Sha256::digest() const {
    crypto_hash_sha256_state ended;
    std::memcpy(&ended, state_.data(), sizeof ended);
    Bytes32 out;
    crypto_hash_sha256_final(&ended, out.data());
    return out;
}

}    // namespace vouch
