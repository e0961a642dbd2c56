#pragma once
// The small parts of the log's text formats: lines, decimal numbers, UTF-8.

#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/result.h"

namespace vouch {

/// Takes the next line off `rest`, without its "\n"; nothing, and `rest` untouched, where no "\n" is left.
std::optional<std::string_view> take_line(std::string_view& rest);

/// One spelling only: digits without sign or leading zeros, below 2^64. Otherwise malformed.
Result<std::uint64_t> parse_decimal(std::string_view digits);

/// Every code point in its shortest form; no surrogates, nothing behind U+10FFFF.
bool is_utf8(std::string_view text);

/// Valid UTF-8 without control characters below 0x20 other than "\n".
bool is_plain_text(std::string_view text);

/// As above, not empty, and without "\n", any other white space of Unicode, or "+": the name of a note key.
bool is_key_name(std::string_view name);

}    // namespace vouch
