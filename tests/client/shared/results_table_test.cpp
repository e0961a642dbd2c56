#include "client/cli/shared/results_table.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/text.h"
#include "election/outcome.h"
#include "election/profiles.h"

using namespace vouch;
using namespace vouch::client;
namespace el = vouch::election;

namespace {

el::Manifest manifest() {
    el::Manifest out;
    out.languages = {"vi", "en"};
    out.rules = *el::rule_profile("state", out.languages, el::Base::summoned);
    out.officials.resize(2);
    out.officials[0].position = {"Tổng Giám đốc", "Director General"};
    out.officials[1].position = {"Chủ nhiệm Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên và Nhi đồng",
                                 "Chair of the Committee for Culture, Education, Youth and Children"};
    return out;
}

const el::Announcement kResult{
    {el::ResultLine{323, 146, 6, 10, "none"}, el::ResultLine{2, 1, 472, 0, "two_thirds_low"}}};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}    // namespace

TEST_CASE("the table in Vietnamese: columns end at the same place whatever the letters") {
    const auto lines = lines_of(results_table(manifest(), kResult, 485, "vi"));
    REQUIRE(lines.size() == 6);
    CHECK(lines[2].find("Tổng Giám đốc") != std::string::npos);
    CHECK(lines[2].find("66,60") != std::string::npos);
    CHECK(lines[2].find("1,24") != std::string::npos);
    CHECK(display_width(lines[2].substr(0, lines[2].find("66,60"))) + 5 ==
          display_width(lines[4].substr(0, lines[4].find("0,41"))) + 4);
    CHECK(lines[4].find("two_thirds_low") != std::string::npos);
    CHECK(lines[5] == "Tỷ lệ tính trên 485 người được triệu tập.");
}

TEST_CASE("the table in English: a long position is broken, its figures stand in the last line") {
    const auto lines = lines_of(results_table(manifest(), kResult, 485, "en"));
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].find("high confidence") != std::string::npos);
    CHECK(lines[2].find("66.60") != std::string::npos);
    CHECK(lines[3].find("Chair of the Committee") != std::string::npos);
    CHECK(lines[3].find("472") == std::string::npos);
    CHECK(lines[4].find("472") != std::string::npos);
    CHECK(lines[5] == "Percentages of the 485 people summoned.");
}
