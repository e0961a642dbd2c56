#pragma once
// The descriptor of an open file or folder.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "disk/files.h"

namespace vouch::disk {

/// Throws the sentence "cannot DOING PATH: what the system says".
[[noreturn]] inline void fail(const char* doing, const Path& path, int error = errno) {
    throw StorageError(std::string("cannot ") + doing + " " + path.string() + ": " +
                       std::generic_category().message(error));
}

/// Closes the descriptor in its destructor.
class Descriptor {
public:
    Descriptor(const Path& path, int flags, mode_t mode = 0)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    bool is_open() const { return number_ >= 0; }
    int operator*() const { return number_; }
    /// Releases the descriptor to the caller, who closes it.
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

inline Path folder_of(const Path& path) {
    const Path folder = path.parent_path();
    return folder.empty() ? Path(".") : folder;
}

/// Puts the entries of a folder on stable storage.
inline void sync_folder(const Path& folder) {
    const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
    if (!descriptor.is_open() || ::fsync(*descriptor) != 0) fail("store", folder);
}

}    // namespace vouch::disk
