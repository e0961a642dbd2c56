#pragma once
// A file of verifier keys: one a line, perhaps with words behind it. Empty lines, and lines with # in front,
// are remarks.

#include <string>
#include <vector>

#include "crypto/note.h"
#include "disk/files.h"

namespace vouch::client {

inline constexpr std::uintmax_t kVkeyLinesBytesMax = 1 << 20;

struct VkeyLine {
    Vkey vkey;
    std::vector<std::string> words;    // behind it
};

/// All keys of that type. Malformed, with a sentence that names the line, where one is none or is of another
/// type.
Result<std::vector<VkeyLine>> read_vkey_lines(std::string_view text, NoteKeyType type);
Result<std::vector<VkeyLine>> read_vkey_file(const Path& file, NoteKeyType type);

}    // namespace vouch::client
