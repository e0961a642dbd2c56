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

/// Puts a folder in its place, where nothing or an empty folder is. A crash leaves it under the one name or
/// the other, with all files that it had.
void rename_folder(const Path& from, const Path& to);

/// Keeps everybody else who locks the same folder out of it until it goes; a file "lock" in the folder
/// carries it. The lock ends with the process, however that ends; the file stays, and says nothing.
class FolderLock {
public:
    /// Waits until the folder is free.
    static FolderLock when_free(const Path& folder);
    /// Nothing where somebody else has it.
    static std::optional<FolderLock> if_free(const Path& folder);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}    // namespace vouch::disk
