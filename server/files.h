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

/// Puts a folder in its place; durable when it returns.
void rename_folder(const std::filesystem::path& from, const std::filesystem::path& to);

/// Keeps a second server out of a data folder, for as long as it lives. Throws StorageError where one is in
/// it.
class FolderLock {
public:
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int descriptor_;
};

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
