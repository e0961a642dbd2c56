#include "disk/folders.h"

#include <sys/file.h>
#include <sys/stat.h>

#include "disk/descriptor.h"

namespace vouch::disk {
namespace {

constexpr const char* kLockFile = "lock";
constexpr mode_t kForEveryone = 0777, kForOwner = 0700;    // less what the umask takes away

void make(const Path& path, mode_t mode) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0) {
        if (!S_ISDIR(about.st_mode)) fail("make the folder", path, ENOTDIR);
        return;
    }
    if (path.has_relative_path() && folder_of(path) != path) make(folder_of(path), kForEveryone);
    // Another process may make it at the same time.
    if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) fail("make the folder", path);
    sync_folder(folder_of(path));
}

/// A path without a slash at its end, whose parent would be itself.
Path without_slash(const Path& path) {
    return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

int open_lock(const Path& folder) {
    Descriptor file(folder / kLockFile, O_RDWR | O_CREAT, static_cast<mode_t>(Access::owner));
    if (!file.is_open()) fail("lock", folder);
    return file.release();
}

}    // namespace

void make_folders(const Path& path) {
    make(without_slash(path), kForEveryone);
}

void make_private_folder(const Path& path) {
    make(without_slash(path), kForOwner);
}

void rename_folder(const Path& from, const Path& to) {
    sync_folder(from);    // what is in it comes along
    if (::rename(from.c_str(), to.c_str()) != 0) fail("make", to);
    sync_folder(folder_of(to));
    if (folder_of(from) != folder_of(to)) sync_folder(folder_of(from));
}

FolderLock FolderLock::when_free(const Path& folder) {
    FolderLock lock(open_lock(folder));
    while (::flock(lock.descriptor_, LOCK_EX) != 0)
        if (errno != EINTR) fail("lock", folder);
    return lock;
}

std::optional<FolderLock> FolderLock::if_free(const Path& folder) {
    FolderLock lock(open_lock(folder));
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno != EWOULDBLOCK) fail("lock", folder);
    return std::nullopt;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}    // namespace vouch::disk
