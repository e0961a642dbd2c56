#pragma once
// What people read and more than one program says, in every language that texts/words has a file for. Words
// themselves are made from those files (texts/README.md); this adds what depends on a language's form.

#include <texts/words.h>

#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace vouch::texts {

struct Commands;    // <texts/commands.h>

/// Of every language, the first one first. What has one text a language elsewhere has them in this order.
std::span<const Words> all_words();
/// The place in all_words() of exactly that language; nothing where there is none.
std::optional<std::size_t> language_index(std::string_view language);
/// The words for a tag ("vi", "vi-VN"); of a language without words, those in languages.json for all others.
const Words& words_in(std::string_view tag);
/// What the command line says in that language, which is found as words_in finds it.
const Commands& commands_in(std::string_view tag);
/// "vi", "en", …
std::vector<std::string> languages();

/// "1.732" in Vietnamese, "1,732" in English.
std::string number_text(std::uint64_t number, const Words& words);
/// "2026-12-04" as formal papers have it: "ngày 04 tháng 12 năm 2026", "4 December 2026". What is no date is
/// given back as it stands.
std::string formal_date(std::string_view iso, const Words& words);

/// POSIX seconds as formal papers have them, in a zone so many hours east of Greenwich: "08 giờ 30 phút, ngày
/// 04 tháng 12 năm 2026". What no calendar holds is given back as a number.
std::string formal_time(std::uint64_t seconds, int hours_from_utc, const Words& words);
/// "UTC+7", or "UTC".
std::string zone_name(int hours_from_utc);

/// For the words as they are made: digits in groups of three, and pieces one after the other.
std::string grouped(std::uint64_t number, std::string_view separator);
std::string joined(std::initializer_list<std::string_view> pieces);

}    // namespace vouch::texts
