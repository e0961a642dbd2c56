#pragma once
// The small parts of the log's text formats: lines, decimal numbers, UTF-8.

#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/result.h"

namespace vouch {

/// Takes the next line off `rest` and returns it without its "\n". Where no "\n" is left it returns nothing
/// and leaves `rest` as it is.
std::optional<std::string_view> take_line(std::string_view& rest);

/// One spelling only: digits without sign or leading zeros, below 2^64. Otherwise malformed.
Result<std::uint64_t> parse_decimal(std::string_view digits);

/// Every code point has its shortest form, is no surrogate and is at most U+10FFFF.
bool is_utf8(std::string_view text);

/// Valid UTF-8 without control characters below 0x20 other than "\n".
bool is_plain_text(std::string_view text);

/// As above, not empty, and without "\n", any other white space of Unicode, or "+": the name of a note key.
bool is_key_name(std::string_view name);

}    // namespace vouch
