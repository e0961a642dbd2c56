#pragma once
// Key files: a secret under a passphrase. Argon2id, then crypto_secretbox.
//
//   "vouch key file 1" || le32(passes) || le32(memory in KiB) || salt (16) || length of the purpose (1) ||
//   purpose || secretbox( Hb("key file"; all of that) || payload )
//
// The hash inside the box binds the file to its purpose: a participant's credential cannot be opened as a
// trustee's key.

#include <cstdint>
#include <string_view>

#include "crypto/secret.h"

namespace vouch {

/// What one guess at the passphrase costs. It stands in the file, and anybody may have written the file: a
/// cost outside the limits is refused before anything is computed.
struct KeyFileCost {
    std::uint32_t passes;
    std::uint32_t memory_kib;
};
inline constexpr KeyFileCost kKeyFileCostForPeople{3, 256 * 1024};    // about a second
inline constexpr KeyFileCost kKeyFileCostForTests{1, 8};              // hides nothing
inline constexpr KeyFileCost kKeyFileCostMin = kKeyFileCostForTests;
inline constexpr KeyFileCost kKeyFileCostMax{10, 1024 * 1024};

inline constexpr std::size_t kKeyFilePurposeBytesMax = 64;
inline constexpr std::size_t kKeyFilePayloadBytesMax = 65'536;

// Keyboards spell one letter in two ways: "ế" is one code point, or an e with two marks. A passphrase is used
// in normalization form C, where it is UTF-8, so that it opens the file on any machine.

/// Cost, purpose and payload have to be within the limits. Throws std::runtime_error where there is not
/// enough memory.
Bytes seal_key_file(std::string_view purpose, const SecretBuffer& payload, ByteView passphrase,
                    const KeyFileCost& cost = kKeyFileCostForPeople);

/// With the passphrase in normalization form C and, where that is another and does not open it, as it was
/// typed. Malformed, with the detail "key file: form", "key file: cost", "key file: another purpose" or
/// "key file: wrong passphrase, or changed": the last two causes cannot be told apart. Throws as above.
Result<SecretBuffer> open_key_file(std::string_view purpose, ByteView file, ByteView passphrase);

}    // namespace vouch
