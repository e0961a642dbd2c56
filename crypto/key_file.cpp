#include "crypto/key_file.h"

#include <sodium.h>
#include <utf8proc.h>

#include <stdexcept>
#include <vector>

#include "crypto/signature.h"
#include "crypto/transcript.h"

namespace vouch {
namespace {

constexpr std::string_view kMagic = "vouch key file 1";
constexpr std::size_t kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t kFixedBytes = kMagic.size() + 4 + 4 + kSaltBytes + 1;    // before the purpose
constexpr std::size_t kBindingBytes = 32;
constexpr std::size_t kFileBytesMax =
    kFixedBytes + kKeyFilePurposeBytesMax + kSecretBoxOverheadBytes + kBindingBytes + kKeyFilePayloadBytesMax;

static_assert(kKeyFileCostMin.passes >= crypto_pwhash_argon2id_OPSLIMIT_MIN);
static_assert(kKeyFileCostMin.memory_kib * 1024 >= crypto_pwhash_argon2id_MEMLIMIT_MIN);

bool within_limits(const KeyFileCost& cost) {
    return cost.passes >= kKeyFileCostMin.passes && cost.passes <= kKeyFileCostMax.passes &&
           cost.memory_kib >= kKeyFileCostMin.memory_kib && cost.memory_kib <= kKeyFileCostMax.memory_kib;
}

/// In normalization form C; as it stands where it is no UTF-8.
SecretBuffer composed(ByteView passphrase) {
    constexpr auto kFormC = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto* text = passphrase.data();
    const auto bytes = static_cast<utf8proc_ssize_t>(passphrase.size());
    const utf8proc_ssize_t needed = utf8proc_decompose(text, bytes, nullptr, 0, kFormC);
    if (needed < 0) return SecretBuffer(passphrase);
    std::vector<utf8proc_int32_t> points(static_cast<std::size_t>(needed) +
                                         1);    // and the end that is added
    const std::span<std::uint8_t> memory(reinterpret_cast<std::uint8_t*>(points.data()),
                                         points.size() * sizeof(utf8proc_int32_t));
    utf8proc_decompose(text, bytes, points.data(), needed, kFormC);
    const utf8proc_ssize_t length = utf8proc_reencode(points.data(), needed, kFormC);
    VOUCH_CHECK(length >= 0);
    SecretBuffer out(memory.first(static_cast<std::size_t>(length)));
    wipe(memory);
    return out;
}

SecretBytes<32> derive(ByteView passphrase, ByteView salt, const KeyFileCost& cost) {
    SecretBytes<32> key;
    const char* text = passphrase.empty() ? "" : reinterpret_cast<const char*>(passphrase.data());
    if (crypto_pwhash(key.mutable_view().data(), key.view().size(), text, passphrase.size(), salt.data(),
                      cost.passes, std::size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory for the key file's passphrase");
    return key;
}

Bytes32 binding(ByteView header) {
    return Transcript("key file").add(header).hb();
}

/// Everything before the box.
struct Header {
    KeyFileCost cost;
    ByteView salt, purpose, all;
};

Result<Header> read_header(ByteView file) {
    const Rejection refusal{Reason::malformed, "key file: form"};
    if (file.size() < kFixedBytes || file.size() > kFileBytesMax) return refusal;
    if (!equal(file.first(kMagic.size()), bytes_of(kMagic))) return refusal;
    const std::size_t purpose_bytes = file[kFixedBytes - 1];
    if (purpose_bytes > kKeyFilePurposeBytesMax || file.size() < kFixedBytes + purpose_bytes) return refusal;
    const ByteView numbers = file.subspan(kMagic.size());
    return Header{{read_le32(numbers.first<4>()), read_le32(numbers.subspan<4, 4>())},
                  numbers.subspan(8, kSaltBytes),
                  file.subspan(kFixedBytes, purpose_bytes),
                  file.first(kFixedBytes + purpose_bytes)};
}

Result<SecretBuffer> open_box(const Header& header, ByteView file, ByteView passphrase) {
    const auto opened =
        open_secretbox(derive(passphrase, header.salt, header.cost), file.subspan(header.all.size()));
    if (!opened.ok() || opened->size() < kBindingBytes ||
        !equal(opened->view().first(kBindingBytes), binding(header.all)))
        return {Reason::malformed, "key file: wrong passphrase, or changed"};
    return SecretBuffer(opened->view().subspan(kBindingBytes));
}

}    // namespace

Bytes seal_key_file(std::string_view purpose, const SecretBuffer& payload, ByteView passphrase,
                    const KeyFileCost& cost) {
    VOUCH_CHECK(within_limits(cost));
    VOUCH_CHECK(purpose.size() <= kKeyFilePurposeBytesMax && payload.size() <= kKeyFilePayloadBytesMax);
    ByteArray<kSaltBytes> salt;
    randombytes_buf(salt.data(), salt.size());
    Bytes file = copy(bytes_of(kMagic));
    append(file, le32(cost.passes));
    append(file, le32(cost.memory_kib));
    append(file, salt);
    file.push_back(static_cast<std::uint8_t>(purpose.size()));
    append(file, bytes_of(purpose));
    const SecretBuffer plaintext = SecretBuffer::concat({binding(file), payload.view()});
    append(file, seal_secretbox(derive(composed(passphrase).view(), salt, cost), plaintext.view()));
    return file;
}

Result<SecretBuffer> open_key_file(std::string_view purpose, ByteView file, ByteView passphrase) {
    VOUCH_TRY(header, read_header(file));
    if (!within_limits(header.cost)) return {Reason::malformed, "key file: cost"};
    if (!equal(header.purpose, bytes_of(purpose))) return {Reason::malformed, "key file: another purpose"};
    const SecretBuffer normal = composed(passphrase);
    auto opened = open_box(header, file, normal.view());
    if (!opened.ok() && !equal(normal.view(), passphrase)) return open_box(header, file, passphrase);
    return opened;
}

}    // namespace vouch
