#pragma once
// The server's settings in a TOML file: each key is a flag's name, without its dashes.

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/result.h"
#include "disk/files.h"

namespace vouch::server {

inline constexpr std::uintmax_t kSettingsFileBytesMax = 64 << 10;

/// One key of the file, with its values as the flag takes them: one, or those of a list.
struct Setting {
    std::string key;
    std::vector<std::string> values;
    std::uint32_t line = 0;
};

/// The settings in the order of their lines. Malformed, with the line, where the file is not TOML, or where a
/// value is neither a text nor a whole number nor a list of these. Throws StorageError where there is no such
/// file.
Result<std::vector<Setting>> read_settings(const Path& file);

}    // namespace vouch::server
