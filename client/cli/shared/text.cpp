#include "client/cli/shared/text.h"
#include "client/cli/shared/says.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace vouch::client {
namespace {

const utf8proc_uint8_t* utf8(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Calls `look(code point, bytes it takes)` from the start until the text ends, is no longer UTF-8, or `look`
/// says false.
template <class Look>
void each_code_point(std::string_view text, Look look) {
    while (!text.empty()) {
        utf8proc_int32_t code_point = -1;
        const utf8proc_ssize_t taken =
            utf8proc_iterate(utf8(text), static_cast<utf8proc_ssize_t>(text.size()), &code_point);
        if (taken <= 0 || !look(code_point, static_cast<std::size_t>(taken))) return;
        text.remove_prefix(static_cast<std::size_t>(taken));
    }
}

bool is_line_end(utf8proc_int32_t code_point) {
    const auto category = utf8proc_category(code_point);
    return (code_point >= 0x09 && code_point <= 0x0d) || code_point == 0x85 ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/// Unicode's property White_Space.
bool is_space(utf8proc_int32_t code_point) {
    return utf8proc_category(code_point) == UTF8PROC_CATEGORY_ZS || is_line_end(code_point);
}

bool is_control(utf8proc_int32_t code_point) {
    switch (utf8proc_category(code_point)) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return true;
        default:
            return false;
    }
}

/// Whether a terminal may obey it, or a reader not see it. The joiners shape the letters beside them.
bool is_hidden(utf8proc_int32_t code_point) {
    constexpr utf8proc_int32_t kNonJoiner = 0x200c, kJoiner = 0x200d;
    const auto category = utf8proc_category(code_point);
    return is_control(code_point) ||
           (category == UTF8PROC_CATEGORY_CF && code_point != kNonJoiner && code_point != kJoiner);
}

/// Each code point, and U+FFFD for each byte that belongs to none.
template <class Show>
std::string each_shown(std::string_view text, Show show) {
    constexpr std::string_view kNoLetter = "\xef\xbf\xbd";
    std::string out;
    while (!text.empty()) {
        std::size_t passed = 0;
        each_code_point(text, [&](utf8proc_int32_t code_point, std::size_t bytes) {
            out += show(code_point, text.substr(passed, bytes));
            passed += bytes;
            return true;
        });
        if (passed < text.size()) out += kNoLetter;
        text.remove_prefix(std::min(passed + 1, text.size()));
    }
    return out;
}

/// As JSON escapes it, in one or two units of UTF-16.
std::string escaped(utf8proc_int32_t code_point) {
    constexpr utf8proc_int32_t kAboveUnits = 0x10000;
    if (code_point < kAboveUnits) return fmt::format("\\u{:04x}", code_point);
    const utf8proc_int32_t rest = code_point - kAboveUnits;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
}

}    // namespace

std::string_view trimmed(std::string_view text) {
    std::size_t first = text.size(), end = 0, at = 0;
    each_code_point(text, [&](utf8proc_int32_t code_point, std::size_t bytes) {
        if (!is_space(code_point)) {
            first = std::min(first, at);
            end = at + bytes;
        }
        at += bytes;
        return true;
    });
    return first < end ? text.substr(first, end - first) : std::string_view{};
}

Result<std::string> clean_text(std::string_view text) {
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(utf8(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0) return refused(Reason::malformed, says().roll.text_not_utf8);
    const std::string_view normal(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
    std::string out(trimmed(normal));
    bool control = false;
    each_code_point(out, [&](utf8proc_int32_t code_point, std::size_t) {
        control = is_control(code_point);
        return !control;
    });
    if (control) return refused(Reason::malformed, says().roll.control);
    return out;
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    each_code_point(text, [&](utf8proc_int32_t code_point, std::size_t) {
        out += static_cast<char32_t>(code_point);
        return true;
    });
    return out;
}

bool is_letter(char32_t code_point) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}
bool is_mark(char32_t code_point) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}
bool is_format(char32_t code_point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code_point)) == UTF8PROC_CATEGORY_CF;
}

std::string folded(std::string_view text) {
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(utf8(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0) return {};
    return std::string(trimmed({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)}));
}

std::string shown(std::string_view text) {
    return each_shown(text, [](utf8proc_int32_t code_point, std::string_view bytes) -> std::string_view {
        return is_line_end(code_point) ? " " : is_hidden(code_point) ? "" : bytes;
    });
}

std::string shown_lines(std::string_view text) {
    std::string out;
    for (;;) {
        const std::size_t end = text.find('\n');
        out += shown(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        out += '\n';
        text.remove_prefix(end + 1);
    }
}

std::string shown_json(std::string_view json) {
    return each_shown(json, [](utf8proc_int32_t code_point, std::string_view bytes) {
        return code_point != '\n' && is_hidden(code_point) ? escaped(code_point) : std::string(bytes);
    });
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    if (number == 1) return fmt::format("1 {}", one);
    return many.empty() ? fmt::format("{} {}s", number, one) : fmt::format("{} {}", number, many);
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
    return fmt::to_string(fmt::join(names, separator));
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    each_code_point(text, [&](utf8proc_int32_t code_point, std::size_t) {
        width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code_point)));
        return true;
    });
    return width;
}

namespace {
std::string spaces(std::string_view text, std::size_t width) {
    const std::size_t taken = display_width(text);
    return std::string(width > taken ? width - taken : 0, ' ');
}
}    // namespace

std::string pad_right(std::string_view text, std::size_t width) {
    return std::string(text) + spaces(text, width);
}
std::string pad_left(std::string_view text, std::size_t width) {
    return spaces(text, width) + std::string(text);
}
std::string centre(std::string_view text, std::size_t width) {
    return spaces(text, width).substr(0, spaces(text, width).size() / 2) + std::string(text);
}

std::string wrap(std::string_view text, std::size_t width, std::string_view indent) {
    std::string out, line;
    const auto end_line = [&] {
        if (!line.empty()) out += std::string(indent) + line + "\n";
        line.clear();
    };
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, space);
        if (display_width(line) + 1 + display_width(word) > width) end_line();
        if (!line.empty()) line += ' ';
        line += word;
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    end_line();
    return out;
}

std::string html_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}    // namespace vouch::client
