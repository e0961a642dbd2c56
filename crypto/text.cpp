#include "crypto/text.h"

#include <utf8proc.h>

#include <charconv>

namespace vouch {
namespace {

/// Whether the text is UTF-8 and `allowed(code point)` for all of it.
template <class Allowed>
bool all_code_points(std::string_view text, const Allowed& allowed) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
        utf8proc_int32_t code_point = 0;
        const utf8proc_ssize_t length = utf8proc_iterate(at, left, &code_point);
        if (length <= 0 || !allowed(code_point)) return false;
        at += length;
        left -= length;
    }
    return true;
}

bool is_space(utf8proc_int32_t code_point) {
    constexpr utf8proc_int32_t kNextLine = 0x85;    // White_Space, though its category is control
    const auto category = utf8proc_category(code_point);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || code_point == kNextLine;
}

}    // namespace

std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

Result<std::uint64_t> parse_decimal(std::string_view digits) {
    std::uint64_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || stop != end || (digits.size() > 1 && digits.front() == '0'))
        return {Reason::malformed, "decimal number"};
    return value;
}

bool is_utf8(std::string_view text) {
    return all_code_points(text, [](auto) { return true; });
}

bool is_plain_text(std::string_view text) {
    return all_code_points(text, [](auto c) { return c >= 0x20 || c == '\n'; });
}

bool is_key_name(std::string_view name) {
    return !name.empty() &&
           all_code_points(name, [](auto c) { return c >= 0x20 && c != '+' && !is_space(c); });
}

}    // namespace vouch
