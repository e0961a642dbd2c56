#pragma once
// Keys on disk: a role's key file under a passphrase, and what else the role keeps, sealed under a key of its
// own inside that file, so that the passphrase is asked (and Argon2id run) once a command.

#include <string_view>

#include "crypto/key_file.h"
#include "disk/files.h"

namespace vouch::client {

/// Seals, writes the file for its owner alone where there is none yet, reads it back and opens it: a key that
/// was made can be opened. Not fitting where there is a file already.
Status make_key_file(const Path& path, std::string_view purpose, const SecretBuffer& payload,
                     const SecretBuffer& passphrase, const KeyFileCost& cost = kKeyFileCostForPeople);
/// Not fitting where there is no such file; else as open_key_file says.
Result<SecretBuffer> read_key_file(const Path& path, std::string_view purpose,
                                   const SecretBuffer& passphrase);

/// Files sealed under a key from a key file. Each is bound to its name: swapping two is noticed.
class Vault {
public:
    Vault(Path folder, SecretBytes<32> key) : folder_(std::move(folder)), key_(std::move(key)) {}

    void put(const std::string& name, ByteView content) const;    // atomically, in the place of an older one
    bool has(const std::string& name) const;
    /// Nothing where there is no such file; malformed where it was changed.
    Result<std::optional<SecretBuffer>> get(const std::string& name) const;

private:
    Path folder_;
    SecretBytes<32> key_;
};

/// 32 random secret bytes: a seed, a vault's key.
SecretBytes<32> draw_secret();
/// The 32 bytes at that place of a key file's payload. The payload is at least that long.
SecretBytes<32> secret_at(const SecretBuffer& payload, std::size_t place);

}    // namespace vouch::client
