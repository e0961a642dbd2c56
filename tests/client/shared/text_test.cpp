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

TEST_CASE("text: of somebody else's, nothing is shown that a terminal obeys or a reader does not see") {
    struct Case {
        std::string foreign, seen;
    };
    for (const auto& [foreign, seen] : {
             Case{"Nguyễn Văn An", "Nguyễn Văn An"},
             Case{"a\x1b[2J\x1b]0;b\x07"
                  "c",
                  "a[2J]0;bc"},
             Case{"a\nb\r\nc\td", "a b  c d"},
             Case{"a\u2028b\u2029c\u0085d", "a b c d"},
             Case{"a\u009b31mb", "a31mb"},
             Case{"\u202egnihton\u202c", "gnihton"},
             Case{"a\u2066b\u2069\u200b\u200e\ufeff\u00adc", "abc"},
             Case{"\U000e0041z", "z"},
             Case{"क्\u200dष می\u200cخواهم", "क्\u200dष می\u200cخواهم"},
             Case{"a\xff\xc3z\xe1\xbb", "a\ufffd\ufffdz\ufffd\ufffd"},
             Case{std::string("a\0b\x7f", 4), "ab"},
             Case{"", ""},
         }) {
        CAPTURE(foreign);
        CHECK(shown(foreign) == seen);
        CHECK(shown(shown(foreign)) == seen);
    }
    CHECK(shown_lines("a\x1b\nb\r\n\nc") == "a\nb \n\nc");
}

TEST_CASE("text: JSON keeps what was there, escaped") {
    CHECK(shown_json("{\n \"An\": \"a\u202eb\u009bc\U000e0041\"}") ==
          "{\n \"An\": \"a\\u202eb\\u009bc\\udb40\\udc41\"}");
}
