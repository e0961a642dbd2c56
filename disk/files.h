#pragma once
// Files that are written whole or not at all. Everything here throws StorageError.
//
// Writing takes these steps. Whoever looks after one, or after a crash there, sees what stands on the right:
//
//     1  the missing folders are made and synced     some folders more
//     2  ".NAME.HEX" is written beside and synced    the old file; ".NAME.HEX" may be there, in part
//     3  it gets the name NAME                       the old file or the new one, whole
//     4  the folder is synced                        the new file
//
// A ".NAME.HEX" that a crash left behind is never read and never in the way; it has the permissions that NAME
// was to get. Where a step fails, ".NAME.HEX" is removed and NAME is as it was. Only where the last one fails
// may NAME be the new file, which is not on stable storage yet.

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/bytes.h"
#include "disk/storage_error.h"

namespace vouch {

using Path = std::filesystem::path;

namespace disk {

/// No file that these programs read is longer. A longer one, such as a sparse or endless file, is refused.
inline constexpr std::uintmax_t kFileBytesMax = std::uintmax_t{1} << 30;

// Reading refuses what is no file (a folder, a pipe) and what is longer than `bytes_max`.
Bytes read_file(const Path& path, std::uintmax_t bytes_max = kFileBytesMax);
std::string read_text_file(const Path& path, std::uintmax_t bytes_max = kFileBytesMax);
/// Returns nothing where there is no such file.
std::optional<Bytes> read_file_if_there(const Path& path, std::uintmax_t bytes_max = kFileBytesMax);
/// Reads a secret into memory of its own and returns its length; refuses one that is longer than the memory.
std::optional<std::size_t> read_file_into(const Path& path, std::span<std::uint8_t> memory);

/// Who may read a file that is written; the process's umask may take away more.
enum class Access : unsigned { owner = 0600, everyone = 0644 };
/// Whether the folders on the way to a file are made where they are missing.
enum class Folders { made, there };

/// Writes the file, or replaces it. On stable storage when it returns.
void write_file(const Path& path, ByteView content, Access access = Access::everyone,
                Folders folders = Folders::made);
inline void write_file(const Path& path, std::string_view content, Access access = Access::everyone) {
    write_file(path, bytes_of(content), access);
}
/// The same where there is no such file yet. Where there is one it returns false and changes nothing.
bool write_new_file(const Path& path, ByteView content, Access access);

/// Overwrites the file with zeros and removes it; no error where it is gone already. A crash leaves the file,
/// or one of the same length with zeros in it, or none. (What the disk itself keeps of overwritten blocks is
/// out of reach.)
void destroy_file(const Path& path);

}    // namespace disk
}    // namespace vouch
