#pragma once
// Files and folders. Writing is atomic: whoever looks sees the old file or the new one, whole, also after the
// power went. Everything here throws std::runtime_error with a sentence that names the file.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/bytes.h"
#include "crypto/secret.h"

namespace vouch::client {

using Path = std::filesystem::path;

/// No file that these programs read is longer; a sparse or endless one is refused, not swallowed.
inline constexpr std::uintmax_t kFileBytesMax = std::uintmax_t{1} << 30;

Bytes read_file(const Path& path, std::uintmax_t bytes_max = kFileBytesMax);
std::string read_text_file(const Path& path, std::uintmax_t bytes_max = kFileBytesMax);
/// Nothing where there is no such file.
std::optional<Bytes> read_file_if_there(const Path& path, std::uintmax_t bytes_max = kFileBytesMax);

/// Who may read a file that is written.
enum class Access : unsigned { owner = 0600, everyone = 0644 };

/// Writes beside the place, syncs, and renames; the folders on the way are made. On stable storage when it
/// returns.
void write_file(const Path& path, ByteView content, Access access = Access::everyone);
inline void write_file(const Path& path, std::string_view content, Access access = Access::everyone) {
    write_file(path, bytes_of(content), access);
}
/// The same where there is no such file yet; false, and nothing is changed, where there is one.
bool write_new_file(const Path& path, ByteView content, Access access);

/// Keeps others who lock the same folder waiting until it goes. The lock ends with the process, however it
/// ends.
class FolderLock {
public:
    explicit FolderLock(const Path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_ = -1;
};

/// Makes the folder and those above it; the last one only its owner can enter.
void make_private_folder(const Path& path);

}    // namespace vouch::client
