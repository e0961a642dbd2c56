#pragma once
// The server's settings in a TOML file: each key is a flag's name, without its dashes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/result.h"

namespace vouch::server {

inline constexpr std::uintmax_t kSettingsFileBytesMax = 64 << 10;

/// One key of the file, with its values as the flag takes them: one, or those of a list.
struct Setting {
    std::string key;
    std::vector<std::string> values;
    std::uint32_t line = 0;
};

/// The settings in the order of their lines. Malformed, with the line, where the text is not TOML, or where a
/// value is neither a text nor a whole number nor a list of these.
Result<std::vector<Setting>> parse_settings(std::string_view text);

}    // namespace vouch::server
