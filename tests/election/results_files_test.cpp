// The files of tests/data/results-files.json, which the web client writes too:
// client/web/tests/election/results_files.test.ts.
#include "election/results_files.h"

#include <catch2/catch.hpp>

#include "election/outcome.h"
#include "election/profiles.h"
#include "tests/support/vectors.h"

namespace vouch::election {

TEST_CASE("the result as a table: for programs, and for spreadsheets that calculate nothing in it") {
    const auto data = testing::Json::parse(
        text_of(testing::read_file(testing::tests_dir() / "data" / "results-files.json")));
    Manifest manifest;
    manifest.languages = data["languages"].get<std::vector<std::string>>();
    manifest.rules = *rule_profile(data["profile"].get<std::string>(), manifest.languages, Base::collected);
    const std::uint32_t base = data["base"];
    Announcement result;
    for (const auto& official : data["officials"])
        manifest.officials.push_back({official["name"], official["position"].get<Text>(), {}, 0});
    for (const auto& counts : data["counts"])
        result.lines.push_back(
            result_line(manifest.rules, {counts[0], counts[1], counts[2], counts[3]}, base));
    CHECK(results_csv(manifest, result, base) == data["csv"]);
    const auto& spreadsheets = data["spreadsheets"];
    CHECK(results_spreadsheet(manifest, result, base, texts::words_in("vi"), 0) == spreadsheets["vi"]);
    CHECK(results_spreadsheet(manifest, result, base, texts::words_in("en"), 1) == spreadsheets["en"]);
}

}    // namespace vouch::election
