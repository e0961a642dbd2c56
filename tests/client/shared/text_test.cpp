#include "client/cli/shared/text.h"

#include <catch2/catch.hpp>

using namespace vouch;
using namespace vouch::client;

TEST_CASE("text: trimmed, and in normalization form C") {
    CHECK(*clean_text("  An \t") == "An");
    CHECK(*clean_text("\u3000\u00a0Bình\u00a0") == "Bình");
    CHECK(*clean_text("Nguye\u0302\u0303n") == "Nguyễn");
    CHECK(*clean_text("   ") == "");
    CHECK(*clean_text("") == "");
}

TEST_CASE("text: a number with its noun") {
    CHECK(counted(0, "ballot") == "0 ballots");
    CHECK(counted(1, "ballot") == "1 ballot");
    CHECK(counted(2, "ballot") == "2 ballots");
    CHECK(counted(1, "person", "people") == "1 person");
    CHECK(counted(12, "person", "people") == "12 people");
}

TEST_CASE("text: what is no text is refused") {
    for (const std::string bad :
         {"\xff", "a\xc3", "a\xed\xa0\x80z", "a\x07z", "a\nb", "a\u2028z", "\xc0\xaf"}) {
        CAPTURE(bad);
        const auto cleaned = clean_text(bad);
        REQUIRE_FALSE(cleaned.ok());
        CHECK(cleaned.rejection().reason == Reason::malformed);
    }
    CHECK_FALSE(clean_text(std::string_view("a\0z", 3)).ok());
}

TEST_CASE("text: columns are counted, not bytes") {
    CHECK(display_width("Tổng Giám đốc") == 13);
    CHECK(display_width("e\u0302\u0303") == 1);
    CHECK(display_width("会議") == 4);
    CHECK(pad_right("đốc", 5) + "|" == "đốc  |");
    CHECK(pad_left("đốc", 5) == "  đốc");
    CHECK(pad_left("longer", 3) == "longer");
    CHECK(centre("ab", 6) == "  ab");
}

TEST_CASE("text: wrapped at spaces") {
    CHECK(wrap("một hai ba bốn", 8, "> ") == "> một hai\n> ba bốn\n");
    CHECK(wrap("a verylongword b", 5, "") == "a\nverylongword\nb\n");
    CHECK(wrap("", 5, "") == "");
}
