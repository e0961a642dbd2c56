#include "client/cli/shared/file_lines.h"
#include "client/cli/shared/says.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <optional>

namespace vouch::client {
namespace {

constexpr std::string_view kMarkUtf8 = "\xef\xbb\xbf", kMarkLittle = "\xff\xfe", kMarkBig = "\xfe\xff";

unsigned char byte_of(char c) {
    return static_cast<unsigned char>(c);
}

/// Cuts at LF, CRLF and CR. An end at the end of the text begins no further line.
std::vector<FileLine> cut(std::string_view text) {
    std::vector<FileLine> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        out.push_back({out.size() + 1, std::string(text.substr(0, end))});
        const bool two = text.substr(end).starts_with("\r\n");
        text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
    }
    return out;
}

struct Utf16 {
    std::string text;     // UTF-8, as far as it could be read
    bool whole = true;    // false where half a unit or half a pair stands
};

Utf16 from_utf16(std::string_view units, bool big) {
    constexpr std::uint32_t kHighFirst = 0xd800, kLowFirst = 0xdc00, kLowLast = 0xdfff, kAboveUnits = 0x10000;
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const std::uint32_t first = byte_of(units[at]), second = byte_of(units[at + 1]);
        return big ? first << 8 | second : second << 8 | first;
    };
    Utf16 out;
    for (std::size_t at = 0; at < units.size(); at += 2) {
        if (at + 1 == units.size()) return {out.text, false};
        std::uint32_t point = unit(at);
        if (point >= kHighFirst && point <= kLowLast) {
            const std::uint32_t low = at + 3 < units.size() ? unit(at + 2) : 0;
            if (point >= kLowFirst || low < kLowFirst || low > kLowLast) return {out.text, false};
            point = kAboveUnits + ((point - kHighFirst) << 10) + (low - kLowFirst);
            at += 2;
        }
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes.data());
        out.text.append(bytes.begin(), bytes.begin() + length);
    }
    return out;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        utf8proc_int32_t point = 0;
        const auto taken = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                            static_cast<utf8proc_ssize_t>(text.size()), &point);
        if (taken <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(taken));
    }
    return true;
}

// The bytes above ASCII that Vietnamese text has in both encodings. TCVN3 has letters from A1 to BE, where
// Windows-1258 has signs only.
constexpr std::string_view kWindows1258 =
    "\xc0\xc1\xc2\xc3\xc8\xc9\xca\xcc\xcd\xd0\xd2\xd3\xd4\xd5\xd9\xda\xdd\xde"
    "\xe0\xe1\xe2\xe3\xe8\xe9\xea\xec\xed\xf0\xf2\xf3\xf4\xf5\xf9\xfa\xfd";
constexpr std::string_view kTcvn3 =
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe"
    "\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf"
    "\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef"
    "\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe";
constexpr unsigned char kTcvn3OnlyFirst = 0xa1, kTcvn3OnlyLast = 0xbe;

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What the lines that are not UTF-8 look like: nothing where neither encoding has all of their letters, or
/// no letter stands beside one of ASCII. No-break spaces and the quotes of Windows (80 to A0) say nothing.
std::optional<std::string> look_of(const std::vector<FileLine>& lines) {
    constexpr unsigned char kSignsLast = 0xa0;
    bool windows = true, tcvn3 = true, only_tcvn3 = false, in_word = false;
    for (const auto& [number, text] : lines)
        for (std::size_t at = 0; at < text.size(); ++at) {
            const unsigned char byte = byte_of(text[at]);
            if (byte <= kSignsLast) continue;
            windows = windows && kWindows1258.find(text[at]) != std::string_view::npos;
            tcvn3 = tcvn3 && kTcvn3.find(text[at]) != std::string_view::npos;
            only_tcvn3 = only_tcvn3 || (byte >= kTcvn3OnlyFirst && byte <= kTcvn3OnlyLast);
            in_word = in_word || (at > 0 && is_ascii_letter(text[at - 1])) ||
                      (at + 1 < text.size() && is_ascii_letter(text[at + 1]));
        }
    if (!in_word) return std::nullopt;
    if (tcvn3 && only_tcvn3) return says().roll.tcvn3_file;
    if (windows) return says().roll.windows_file;
    return std::nullopt;
}

}    // namespace

std::string at_line(std::size_t line) {
    return says().roll.at_line({.number = line});
}

Checked<std::vector<FileLine>> lines_of_file(std::string_view file) {
    Checked<std::vector<FileLine>> out;
    if (file.starts_with(kMarkLittle) || file.starts_with(kMarkBig)) {
        const Utf16 read = from_utf16(file.substr(kMarkBig.size()), file.starts_with(kMarkBig));
        if (read.whole) {
            out.value = cut(read.text);
        } else {
            const auto ended = cut(read.text + "|").size();    // the sign stands for what could not be read
            out.wrong(at_line(ended), says().roll.not_utf16);
        }
        return out;
    }
    if (file.starts_with(kMarkUtf8)) file.remove_prefix(kMarkUtf8.size());
    std::vector<FileLine> bad;
    for (FileLine& line : cut(file)) (is_utf8(line.text) ? out.value : bad).push_back(std::move(line));
    if (bad.empty()) return out;
    if (const auto look = look_of(bad)) {
        out.wrong(at_line(bad.front().number), *look);
    } else {
        for (const FileLine& line : bad) out.wrong(at_line(line.number), says().roll.not_utf8);
    }
    return out;
}

}    // namespace vouch::client
