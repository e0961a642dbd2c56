#include "texts/texts.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace vouch::texts {

std::optional<std::size_t> language_index(std::string_view language) {
    const auto all = all_words();
    const auto found = std::ranges::find(all, language, &Words::language);
    if (found == all.end()) return {};
    return static_cast<std::size_t>(found - all.begin());
}

const Words& words_in(std::string_view tag) {
    const auto own = language_index(tag.substr(0, tag.find('-')));
    return all_words()[own ? *own : *language_index(kLanguageForOthers)];
}

std::vector<std::string> languages() {
    std::vector<std::string> out;
    for (const Words& words : all_words()) out.emplace_back(words.language);
    return out;
}

std::string number_text(std::uint64_t number, const Words& words) {
    return grouped(number, words.number.group);
}

std::string formal_date(std::string_view iso, const Words& words) {
    constexpr std::string_view kForm = "0000-00-00";
    const auto fits = [](char form, char c) { return form == '0' ? c >= '0' && c <= '9' : c == form; };
    if (!std::ranges::equal(kForm, iso, fits)) return std::string(iso);
    const auto number = [&](std::size_t at) { return (iso[at] - '0') * 10 + (iso[at + 1] - '0'); };
    const int month = number(5), day = number(8);
    if (month < 1 || month > static_cast<int>(words.date.month_names.size())) return std::string(iso);
    return words.date.formal({.day = std::to_string(day),
                              .day2 = iso.substr(8, 2),
                              .month2 = iso.substr(5, 2),
                              .month_name = words.date.month_names[static_cast<std::size_t>(month - 1)],
                              .year = iso.substr(0, 4)});
}

std::string formal_time(std::uint64_t seconds, int hours_from_utc, const Words& words) {
    using namespace std::chrono;
    constexpr std::uint64_t kYear9999 = 253'370'764'800;    // its first second
    if (seconds >= kYear9999) return std::to_string(seconds);
    const sys_seconds local(std::chrono::seconds(seconds) + hours(hours_from_utc));
    const year_month_day day(floor<days>(local));
    const hh_mm_ss time(local - floor<days>(local));
    const auto digits = [](auto number, std::size_t width) {
        const std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    const std::string date = digits(static_cast<int>(day.year()), 4) + "-" +
                             digits(static_cast<unsigned>(day.month()), 2) + "-" +
                             digits(static_cast<unsigned>(day.day()), 2);
    return words.time.formal({.date = formal_date(date, words),
                              .hour = digits(time.hours().count(), 2),
                              .minute = digits(time.minutes().count(), 2)});
}

std::string zone_name(int hours_from_utc) {
    if (hours_from_utc == 0) return "UTC";
    return (hours_from_utc > 0 ? "UTC+" : "UTC-") + std::to_string(std::abs(hours_from_utc));
}

std::string grouped(std::uint64_t number, std::string_view separator) {
    const std::string digits = std::to_string(number);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
        out += digits[i];
    }
    return out;
}

std::string joined(std::initializer_list<std::string_view> pieces) {
    std::string out;
    for (const std::string_view piece : pieces) out += piece;
    return out;
}

}    // namespace vouch::texts
