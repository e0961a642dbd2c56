#include "election/typed.h"

#include <utf8proc.h>

#include "election/check_characters.h"
#include "election/crockford.h"

namespace vouch::election {
namespace {

/// Takes the next code point; one byte where there is none, as U+FFFD.
utf8proc_int32_t take_code_point(std::string_view& rest) {
    constexpr utf8proc_int32_t kReplacement = 0xfffd;
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                                     static_cast<utf8proc_ssize_t>(rest.size()), &code_point);
    rest.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    return length > 0 ? code_point : kReplacement;
}

/// Spaces, hyphens and dashes, and what nobody sees.
bool is_dropped(utf8proc_int32_t c) {
    constexpr utf8proc_int32_t kNextLine = 0x85, kHyphenBullet = 0x2043, kMinus = 0x2212;
    if ((c >= '\t' && c <= '\r') || c == kNextLine || c == kHyphenBullet || c == kMinus) return true;
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CF ||
           category == UTF8PROC_CATEGORY_PD;
}

/// An accent that stands for itself, behind its letter.
bool is_accent(utf8proc_int32_t c) {
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/// The character of the alphabet that is meant; 0 for one that is none.
std::uint8_t meant(utf8proc_int32_t c) {
    constexpr utf8proc_int32_t kFullWidthFirst = 0xff01, kFullWidthLast = 0xff5e, kFullWidth = 0xfee0;
    if (c >= kFullWidthFirst && c <= kFullWidthLast) c -= kFullWidth;
    if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    const bool ours = c > 0 && c <= 'Z' && kCodeAlphabet.find(static_cast<char>(c)) != std::string_view::npos;
    return ours ? static_cast<std::uint8_t>(c) : std::uint8_t{0};
}

}    // namespace

std::optional<Mistyped> read_typed(std::string_view typed, const TypedForm& form,
                                   std::span<std::uint8_t> out) {
    using Kind = Mistyped::Kind;
    std::optional<std::size_t> foreign;
    std::size_t count = 0;
    while (!typed.empty()) {
        const utf8proc_int32_t c = take_code_point(typed);
        if (is_dropped(c)) continue;
        if (is_accent(c)) {
            if (!foreign) foreign = count == 0 ? 0 : count - 1;
            continue;
        }
        const std::uint8_t character = meant(c);
        if (character == 0 && !foreign) foreign = count;
        if (count < out.size()) out[count] = character;
        ++count;
    }
    // Behind the last group there is no place to look at on the paper.
    if (foreign && *foreign < form.characters) return Mistyped{Kind::foreign, *foreign, count};
    if (count != form.characters) return Mistyped{Kind::count, 0, count};
    if (!form.checked) return {};
    const Checked checked = check_typed({reinterpret_cast<const char*>(out.data()), out.size()});
    if (checked.holds) return {};
    return checked.wrong ? Mistyped{Kind::one_wrong, *checked.wrong, count}
                         : Mistyped{Kind::several_wrong, 0, count};
}

Result<std::string> read_typed(std::string_view typed, const TypedForm& form) {
    std::string out(form.characters, '\0');
    const auto mistyped = read_typed(typed, form, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    if (mistyped) return {Reason::malformed, std::string(form.name)};
    return out;
}

}    // namespace vouch::election
