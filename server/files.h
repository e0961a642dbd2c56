#pragma once
// Small files written whole or not at all, keys that only their owner can read, and the signed state outside
// every backup.

#include <filesystem>
#include <optional>
#include <string>

#include "crypto/secret.h"
#include "server/store.h"

namespace vouch::server {

/// Replaces the file; on stable storage when it returns. Throws StorageError.
void write_file(const std::filesystem::path& file, ByteView content, bool for_owner_only = false);
/// Nothing where there is no such file. Throws StorageError, also above `bytes_max`.
std::optional<Bytes> read_file(const std::filesystem::path& file, std::size_t bytes_max);

/// A 32-byte seed in a file of mode 0600.
void write_seed(const std::filesystem::path& file, const SecretBytes<32>& seed);
std::optional<SecretBytes<32>> read_seed(const std::filesystem::path& file);
/// Overwrites it, then removes it; no error where it is gone already.
void destroy_seed(const std::filesystem::path& file);

/// The last (size, root) that a log's server signed, in a file that is never part of a backup: a log restored
/// from an older backup is noticed before it signs a second history.
class SignedState {
public:
    explicit SignedState(std::filesystem::path file) : file_(std::move(file)) {}
    std::optional<TreeHead> read() const;
    void write(const TreeHead& head) const;    // before the checkpoint of that size is signed

private:
    std::filesystem::path file_;
};

}    // namespace vouch::server
