#pragma once
// Keys that only their owner can read, and the signed state outside every backup. Members throw StorageError;
// the folder of a file must be there. disk/files.h says what a crash leaves.

#include <filesystem>
#include <optional>

#include "crypto/secret.h"
#include "server/store.h"

namespace vouch::server {

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
