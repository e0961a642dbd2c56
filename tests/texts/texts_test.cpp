#include "texts/texts.h"

#include <texts/commands.h>

#include <catch2/catch.hpp>

namespace vouch::texts {

TEST_CASE("words are found by a tag's language; English speaks for languages without any") {
    CHECK(words_in("vi").language == "vi");
    CHECK(words_in("vi-VN").language == "vi");
    CHECK(words_in("vie").language == "en");
    CHECK(words_in("").language == "en");
    CHECK(languages().front() == "vi");
    CHECK(language_index("vi") == 0u);
    CHECK_FALSE(language_index("vi-VN"));
}

TEST_CASE("numbers are in groups of three") {
    CHECK(number_text(0, words_in("vi")) == "0");
    CHECK(number_text(999, words_in("vi")) == "999");
    CHECK(number_text(1'000, words_in("vi")) == "1.000");
    CHECK(number_text(1'732'319, words_in("en")) == "1,732,319");
}

TEST_CASE("a sentence takes its values by name, and the form of their number") {
    CHECK(words_in("en").fact.entries({.count = 1}) == "1 entry");
    CHECK(words_in("en").fact.entries({.count = 1'045}) == "1,045 entries");
    CHECK(words_in("vi").fact.entries({.count = 1}) == "1 mục");
    CHECK(words_in("vi").result.more_than({.level = "tín nhiệm thấp", .share = "1/2"}) ==
          "Quá 1/2 số phiếu tín nhiệm thấp");
}

TEST_CASE("what a command says stays within its line, whatever is put into it") {
    CHECK(commands_in("en").file.changed({.file = "a\nb"}).find("a b was changed") == 0);
    CHECK(commands_in("en").organizer.no_number({.number = 65'536u}).find("number 65536") !=
          std::string::npos);
    CHECK(commands_in("vi").ask.yes_no({.question = "?"}) == "? [có/không]");
    CHECK(commands_in("qaa").ask.same_again == commands_in("en").ask.same_again);    // nobody's, for ever
}

TEST_CASE("dates as formal papers have them") {
    CHECK(formal_date("2026-12-04", words_in("vi")) == "ngày 04 tháng 12 năm 2026");
    CHECK(formal_date("2026-12-04", words_in("en")) == "4 December 2026");
    for (const std::string none : {"in winter", "2026-13-04", "2026-00-04", "2026-1-4", "2026-12-04T", ""})
        CHECK(formal_date(none, words_in("en")) == none);
}

TEST_CASE("hours as formal papers have them, in a zone") {
    constexpr std::uint64_t kTime = 1'796'353'200;    // 2026-12-04T03:00:00Z
    CHECK(formal_time(kTime, 7, words_in("vi")) == "10 giờ 00 phút, ngày 04 tháng 12 năm 2026");
    CHECK(formal_time(kTime + 61, 0, words_in("en")) == "03:01 on 4 December 2026");
    CHECK(formal_time(kTime, -4, words_in("en")) == "23:00 on 3 December 2026");
    CHECK(formal_time(0, 0, words_in("en")) == "00:00 on 1 January 1970");
    CHECK(formal_time(253'370'764'799, 0, words_in("en")) == "23:59 on 31 December 9998");
    CHECK(formal_time(253'370'764'800, 0, words_in("en")) == "253370764800");
    CHECK(formal_time(UINT64_MAX, 7, words_in("en")) == "18446744073709551615");
    CHECK(zone_name(0) == "UTC");
    CHECK(zone_name(7) == "UTC+7");
    CHECK(zone_name(-4) == "UTC-4");
}

}    // namespace vouch::texts
