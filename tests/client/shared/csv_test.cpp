#include "client/cli/shared/csv.h"

#include <catch2/catch.hpp>

#include "election/results_files.h"

using namespace vouch::client;

namespace {
using Fields = std::vector<std::string>;

Fields only_record(std::string_view text) {
    const auto parsed = parse_csv(text);
    INFO(to_string(parsed.mistakes));
    REQUIRE(parsed.ok());
    REQUIRE(parsed.value.size() == 1);
    return parsed.value[0].fields;
}
}    // namespace

TEST_CASE("csv: fields, quotes and both separators") {
    CHECK(only_record("1,An,Hue") == Fields{"1", "An", "Hue"});
    CHECK(only_record("1;An;\"Hue; city\"\r\n") == Fields{"1", "An", "Hue; city"});
    CHECK(only_record("\xef\xbb\xbf"
                      "1,\"An \"\"Ba\"\"\",Hue\n") == Fields{"1", "An \"Ba\"", "Hue"});
    CHECK(only_record("1,,") == Fields{"1", "", ""});
    CHECK(only_record("1,\"\",x") == Fields{"1", "", "x"});
    CHECK(only_record("1,\"a;b;c;d\",x") == Fields{"1", "a;b;c;d", "x"});
}

TEST_CASE("csv: records keep the number of their line, blank lines counted") {
    const auto parsed = parse_csv("a,b\r\n\r\n  \nc,d\ne,f");
    REQUIRE(parsed.ok());
    REQUIRE(parsed.value.size() == 3);
    CHECK(parsed.value[0].line == 1);
    CHECK(parsed.value[1].line == 4);
    CHECK(parsed.value[2].line == 5);
}

TEST_CASE("csv: a bad row is named and the rows after it are still read") {
    const auto parsed = parse_csv("1,An,x\n2,\"Ba,x\n3,B\"inh,x\n4,\"Chi\"u,x\n5,Dung,x\n");
    REQUIRE(parsed.mistakes.size() == 3);
    CHECK(parsed.mistakes[0].where == "line 2");
    CHECK(parsed.mistakes[1].where == "line 3");
    CHECK(parsed.mistakes[2].where == "line 4");
    REQUIRE(parsed.value.size() == 2);
    CHECK(parsed.value[1].fields[1] == "Dung");
}

TEST_CASE("csv: a field written is the field read") {
    for (const std::string field : {"An", "a,b", "a;b", "\"", "say \"x\"", "", " edge "}) {
        CAPTURE(field);
        CHECK(only_record("1," + vouch::election::csv_field(field) + ",x")[1] == field);
    }
}
