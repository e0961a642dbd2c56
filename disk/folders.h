#pragma once
// Folders that outlast a crash, and locks on them. Everything here throws StorageError.

#include <optional>

#include "disk/files.h"

namespace vouch::disk {

/// Makes the folder and those above it where they are missing. A crash leaves some of them, from the top.
void make_folders(const Path& path);
/// The same, the last one such that only its owner can enter. One that is there keeps its permissions: it may
/// be somebody's home.
void make_private_folder(const Path& path);

/// Renames a folder. Under the new name there is nothing, or an empty folder. A crash leaves it under the old
/// name or the new one, with all its files.
void rename_folder(const Path& from, const Path& to);

/// A lock on a folder until its destructor runs; it is held on a file "lock" in the folder. The lock ends
/// with the process, however that ends. The file stays and has no meaning by itself.
class FolderLock {
public:
    /// Waits until the folder is free.
    static FolderLock when_free(const Path& folder);
    /// Returns nothing where another process holds the lock.
    static std::optional<FolderLock> if_free(const Path& folder);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}    // namespace vouch::disk
