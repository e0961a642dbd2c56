#pragma once
// Keys on disk: a role's key file under a passphrase, and other files of the role, sealed under a key inside
// that file. A command therefore asks for the passphrase (and runs Argon2id) once.

#include <string_view>

#include "crypto/key_file.h"
#include "disk/files.h"

namespace vouch::client {

/// Seals the payload and writes the file, which only its owner can read. Then reads it back and opens it, so
/// that a key that was made can be opened. Not fitting where there is a file already.
Status make_key_file(const Path& path, std::string_view purpose, const SecretBuffer& payload,
                     const SecretBuffer& passphrase, const KeyFileCost& cost = kKeyFileCostForPeople);
/// Not fitting where there is no such file; else as open_key_file says.
Result<SecretBuffer> read_key_file(const Path& path, std::string_view purpose,
                                   const SecretBuffer& passphrase);

/// Files sealed under a key from a key file. Each is bound to its name, so that two that were swapped do not
/// open.
class Vault {
public:
    Vault(Path folder, SecretBytes<32> key) : folder_(std::move(folder)), key_(std::move(key)) {}

    void put(const std::string& name,
             ByteView content) const;    // replaces an older one; whole or not at all
    bool has(const std::string& name) const;
    /// Returns nothing where there is no such file; malformed where it was changed.
    Result<std::optional<SecretBuffer>> get(const std::string& name) const;

private:
    Path folder_;
    SecretBytes<32> key_;
};

/// 32 random secret bytes: a seed, a vault's key.
SecretBytes<32> draw_secret();
/// The 32 bytes at that offset of a key file's payload. The payload is at least that long.
SecretBytes<32> secret_at(const SecretBuffer& payload, std::size_t offset);

}    // namespace vouch::client
