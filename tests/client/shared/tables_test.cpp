// The tables of tests/data/tables.json, which the web client reads too:
// client/web/tests/staff/tables.test.ts.
#include <sodium.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "client/cli/shared/roll_file.h"
#include "client/cli/trustee/paper_count.h"
#include "disk/files.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

std::string content_of(const Json& table) {
    if (table.contains("text")) return table["text"];
    const std::string encoded = table["base64"];
    std::string out(encoded.size(), '\0');
    std::size_t length = 0;
    REQUIRE(sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), encoded.data(),
                              encoded.size(), nullptr, &length, nullptr,
                              sodium_base64_VARIANT_ORIGINAL) == 0);
    out.resize(length);
    return out;
}

/// What a mistake of each kind says here. "total", "official" and "sum" are the paper count's.
const std::map<std::string, std::string> kSayings{
    {"utf16", "UTF-16"},
    {"notUtf8", "is not UTF-8"},
    {"windows1258", "looks like Windows-1258"},
    {"tcvn3", "looks like TCVN3"},
    {"quoteOpen", "opened and not closed"},
    {"quoteInside", "a quote inside"},
    {"afterQuote", "after a closing quote"},
    {"columns", "columns instead of"},
    {"number", "number"},
    {"nobody", "nobody"},
    {"title", "a title stands"},
    {"empty", "is empty"},
    {"control", "control character"},
    {"replaced", "U+FFFD"},
    {"format", "not seen"},
    {"noLetter", "has no letter"},
    {"long", "is longer than"},
    {"twice", "twice"},
    {"missing", "missing"},
    {"total", "wants one number, once"},
    {"official", "wants an official's number"},
    {"sum", "ballots are valid"},
};

bool says(const Mistake& mistake, const Json& expected) {
    const std::size_t line = expected[0];
    const std::string kind = expected[1];
    if (mistake.where != (line == 0 ? "the file" : "line " + std::to_string(line))) return false;
    if (kind == "twice" && mistake.what.find("already") != std::string::npos) return true;
    return mistake.what.find(kSayings.at(kind)) != std::string::npos;
}

/// The mistakes are those of the table, one by one.
void check_mistakes(const Mistakes& found, const Json& table) {
    INFO(to_string(found));
    const Json expected = table.value("mistakes", Json::array());
    CHECK(found.size() == expected.size());
    for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i)
        CHECK(says(found[i], expected[i]));
}

Json as_json(const Doubt& doubt) {
    constexpr std::array<const char*, 5> kKinds{"mojibake", "tcvn3", "question", "namesake", "spelling"};
    Json out{doubt.line, kKinds.at(static_cast<std::size_t>(doubt.kind))};
    if (doubt.other_line != 0) out.push_back(doubt.other_line);
    return out;
}

void check_roll(const Json& table) {
    const ImportedRoll roll = read_roll(content_of(table));
    check_mistakes(roll.mistakes, table);
    Json rows = Json::array(), doubts = Json::array();
    for (const auto& [number, name, unit, hall] : roll.value) {
        rows.push_back({number, name, unit});
        if (!hall.empty()) rows.back().push_back(hall);
    }
    for (const Doubt& doubt : roll.doubts) doubts.push_back(as_json(doubt));
    if (table.contains("rows")) CHECK(rows == table["rows"]);
    CHECK(doubts == table.value("doubts", Json::array()));
}

void check_paper(const Json& table) {
    const auto count = read_paper_count(content_of(table), table["officials"]);
    check_mistakes(count.mistakes, table);
    if (!table.contains("rows")) return;
    Json rows{count.value.issued, count.value.collected, count.value.invalid};
    for (const auto& line : count.value.lines) rows.push_back({line.high, line.medium, line.low, line.blank});
    CHECK(rows == table["rows"]);
}

}    // namespace

TEST_CASE("tables: files as offices save them are read as the web client reads them") {
    const Json tables = Json::parse(disk::read_text_file(tests_dir() / "data" / "tables.json"));
    CHECK(tables.size() > 60);
    for (const Json& table : tables) {
        INFO(table["name"].get<std::string>());
        table["kind"] == "paper" ? check_paper(table) : check_roll(table);
    }
}
