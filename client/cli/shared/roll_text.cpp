#include "client/cli/shared/roll_text.h"

#include <algorithm>

#include "client/cli/shared/limits.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

/// The code point at that place, and 0 before the first and after the last.
char32_t at_or_none(std::u32string_view text, std::size_t at) {
    return at < text.size() ? text[at] : U'\0';
}
bool within(char32_t code_point, char32_t first, char32_t last) {
    return code_point >= first && code_point <= last;
}
bool is_in_word(char32_t code_point) {
    return is_letter(code_point) || is_mark(code_point);
}

bool has_stray_format(std::u32string_view text) {
    constexpr char32_t kNonJoiner = 0x200c, kJoiner = 0x200d;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_format(text[i])) continue;
        const bool joins = text[i] == kNonJoiner || text[i] == kJoiner;
        if (!joins || !is_in_word(at_or_none(text, i - 1)) || !is_in_word(at_or_none(text, i + 1)))
            return true;
    }
    return false;
}

/// A sign that Windows-1252 shows for a byte from 80 to BF, as every byte of UTF-8 after the first is.
bool is_later_byte(char32_t code_point) {
    constexpr std::u32string_view kOfWindows = U"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    return within(code_point, 0xa0, 0xbf) || kOfWindows.find(code_point) != std::u32string_view::npos;
}

/// What the letters of Vietnamese and the signs of typography are in UTF-8, each byte read as a letter: Ã or
/// the like and one sign (C2 to C6 and CC), á from ¸ to » and one sign (E1 B8 to E1 BB), â€ and one sign (E2
/// 80). A no-break space after two bytes says nothing: names in capitals end in Ã, too.
bool is_mojibake(std::u32string_view text) {
    constexpr std::u32string_view kFirstOfTwo = U"ÂÃĂÄÅÆÌ";
    constexpr char32_t kNoBreakSpace = 0xa0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const char32_t first = text[i], second = text[i + 1];
        if (kFirstOfTwo.find(first) != std::u32string_view::npos && is_later_byte(second) &&
            second != kNoBreakSpace)
            return true;
        const bool of_three =
            (first == U'á' && within(second, 0xb8, 0xbb)) || (first == U'â' && second == U'€');
        if (of_three && is_later_byte(at_or_none(text, i + 2))) return true;
    }
    return false;
}

/// TCVN3 has letters where Latin-1 has signs (A1 to AE, B5 to B9, BB to BE), so that signs stand in a word; «
/// and » also stand around one. Its other letters look like capitals inside a word.
bool is_tcvn3(std::u32string_view text) {
    constexpr char32_t kTimes = 0xd7;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i], before = at_or_none(text, i - 1);
        const bool after = is_letter(at_or_none(text, i + 1));
        const bool sign = within(c, 0xa1, 0xae) || within(c, 0xb5, 0xb9) || within(c, 0xbb, 0xbe);
        if (sign && ((c != U'»' && is_letter(before)) || (c != U'«' && after))) return true;
        if (within(c, 0xc0, 0xde) && c != kTimes && within(before, U'a', U'z')) return true;
    }
    return false;
}

bool has_question(std::u32string_view text) {
    const auto counts = [](char32_t c) { return c == U'?' || is_letter(c); };
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == U'?' && (counts(at_or_none(text, i - 1)) || counts(at_or_none(text, i + 1))))
            return true;
    return false;
}

std::size_t bytes_max(RollField field) {
    switch (field) {
        case RollField::name:
            return kPersonNameBytesMax;
        case RollField::unit:
            return kUnitBytesMax;
        case RollField::hall:
            return kHallBytesMax;
    }
    return 0;
}

}    // namespace

std::optional<std::string> wrong_in(std::string_view text, RollField field) {
    if (field == RollField::name && text.empty()) return says().roll.empty;
    const std::size_t most = bytes_max(field);
    if (text.size() > most) return says().roll.long_text({.most = most});
    return std::nullopt;
}

std::optional<std::string> wrong_in_import(std::string_view text, RollField field) {
    constexpr char32_t kReplaced = 0xfffd;
    if (auto wrong = wrong_in(text, field)) return wrong;
    const std::u32string points = code_points(text);
    if (points.find(kReplaced) != std::u32string::npos) return says().roll.replaced;
    if (has_stray_format(points)) return says().roll.format;
    if (field == RollField::name && std::ranges::none_of(points, is_letter)) return says().roll.no_letter;
    return std::nullopt;
}

std::optional<DoubtKind> doubt_of(std::string_view text) {
    const std::u32string points = code_points(text);
    if (is_mojibake(points)) return DoubtKind::mojibake;
    if (is_tcvn3(points)) return DoubtKind::tcvn3;
    if (has_question(points)) return DoubtKind::question;
    return std::nullopt;
}

}    // namespace vouch::client
