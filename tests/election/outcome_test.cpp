#include "election/outcome.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "election/profiles.h"
#include "tests/support/tables.h"

namespace vouch::election {
namespace {

const std::vector<std::string> kBoth{"vi", "en"};

Rules profile(std::string_view name, Base base = Base::collected) {
    auto rules = rule_profile(name, kBoth, base);
    REQUIRE(rules.ok());
    return *std::move(rules);
}

std::string outcome_name(const Rules& rules, std::uint32_t low, std::uint32_t base) {
    return result_line(rules, Counts{0, 0, low, 0}, base).outcome;
}

}    // namespace

TEST_CASE("more than half and two thirds begin where the rules say") {
    struct Case {
        std::uint32_t base, more_than_half, two_thirds;
    };
    // 48: exactly half (24) is not more than half, exactly two thirds (32) is two thirds.
    for (const Case& c :
         {Case{481, 241, 321}, Case{47, 24, 32}, Case{48, 25, 32}, Case{9, 5, 6}, Case{3, 2, 2}}) {
        CAPTURE(c.base);
        for (const std::string_view name : {"party", "state"}) {
            const Rules rules = profile(name);
            for (std::uint32_t low = 0; low <= c.base; ++low) {
                const std::string expected = low >= c.two_thirds       ? "two_thirds_low"
                                             : low >= c.more_than_half ? "more_than_half_low"
                                                                       : "none";
                REQUIRE(outcome_name(rules, low, c.base) == expected);
            }
        }
    }
}

TEST_CASE("the last threshold in the order given is the outcome, whatever its share") {
    Rules rules = profile("party");
    std::swap(rules.thresholds[0], rules.thresholds[1]);
    CHECK(outcome_name(rules, 9, 9) == "more_than_half_low");
    rules.thresholds.clear();
    CHECK(outcome_name(rules, 9, 9) == "none");
    rules.thresholds = {{"all_high", Level::high, {1, 1}, false, {}},
                        {"half_medium", Level::medium, {1, 2}, false, {}}};
    CHECK(result_line(rules, {9, 0, 0, 0}, 9).outcome == "all_high");
    CHECK(result_line(rules, {8, 0, 0, 1}, 9).outcome == "none");
    CHECK(result_line(rules, {0, 5, 4, 0}, 9).outcome == "half_medium");
}

TEST_CASE("comparisons hold at the ends of 32 bits") {
    constexpr std::uint32_t kMost = 0xffffffff;
    CHECK(at_least({kMost, kMost}, kMost, kMost));
    CHECK_FALSE(at_least({kMost, kMost}, kMost - 1, kMost));
    CHECK_FALSE(more_than({1, 1}, kMost, kMost));
    CHECK(more_than({kMost - 1, kMost}, kMost, kMost));
    CHECK(percent_hundredths(kMost, kMost) == 10000);
}

TEST_CASE("the quorum is two thirds, exactly two thirds included") {
    const Rules rules = profile("state");
    CHECK(quorum_met(rules, 8, 12));
    CHECK_FALSE(quorum_met(rules, 7, 12));
    CHECK(quorum_met(rules, 324, 485));
    CHECK_FALSE(quorum_met(rules, 323, 485));
}

TEST_CASE("every published percentage comes out, over all members and over the ballots") {
    const auto assembly = testing::read_results(testing::tests_dir() / "data" / "assembly-2018.csv");
    REQUIRE(assembly.size() == 17);
    const auto province = testing::read_results(testing::tests_dir() / "data" / "province-2023.csv");
    REQUIRE(province.size() == 1);
    for (const auto& [rows, base] : {std::pair{assembly, 485u}, std::pair{province, 47u}})
        for (const testing::ResultRow& row : rows) {
            CAPTURE(row.position);
            CHECK(decimal(percent_hundredths(row.high, base)) == row.pct_high);
            CHECK(decimal(percent_hundredths(row.medium, base)) == row.pct_medium);
            CHECK(decimal(percent_hundredths(row.low, base)) == row.pct_low);
        }
    CHECK(outcome_name(profile("state"), province[0].low, 47) == "more_than_half_low");
    CHECK(outcome_name(profile("state"), 23, 47) == "none");
}

TEST_CASE("percentages round half up and are written as each language does") {
    CHECK(percent_hundredths(1, 8) == 1250);
    CHECK(percent_hundredths(1, 20000) == 1);    // 0.005 % is half: up
    CHECK(percent_hundredths(1, 20001) == 0);
    CHECK(percent_hundredths(2, 3) == 6667);
    CHECK(percent_hundredths(0, 485) == 0);
    CHECK(percent_hundredths(485, 485) == 10000);
    CHECK(percent_hundredths(0, 0) == 0);
    const texts::Words &vi = texts::words_in("vi"), &en = texts::words_in("en");
    CHECK(percent_text(6660, vi) == "66,60%");
    CHECK(percent_text(6660, en) == "66.60%");
    CHECK(percent_text(5, vi) == "0,05%");
    CHECK(decimal(10000) == "100.00");
    CHECK(decimal(10000, vi) == "100,00");
}

TEST_CASE("every profile is worded in every language, each of its own") {
    const std::vector<std::string> all = texts::languages();
    for (const RuleProfile& one : rule_profiles()) {
        CAPTURE(one.name);
        const auto rules = rule_profile(one.name, all);
        REQUIRE(rules.ok());
        CHECK(rules->base == one.rules.base);
        REQUIRE(rules->level_names.size() == 3);
        std::vector<Text> texts = rules->level_names;
        for (const Threshold& threshold : rules->thresholds) texts.push_back(threshold.consequence);
        for (const Text& text : texts)
            CHECK(std::set<std::string>(text.begin(), text.end()).size() == all.size());
    }
}

TEST_CASE("party and state: two thirds there, marks above 1/2 and from 2/3 on") {
    for (const std::string_view name : {"party", "state"}) {
        const Rules rules = profile(name, Base::summoned);
        CHECK(rules.quorum == Fraction{2, 3});
        CHECK(rules.quorum_measured == QuorumMeasured::at_open);
        CHECK(rules.base == Base::summoned);
        CHECK(rules.level_names[0] == Text{"tín nhiệm thấp", "low confidence"});
        REQUIRE(rules.thresholds.size() == 2);
        const Threshold &half = rules.thresholds[0], &thirds = rules.thresholds[1];
        CHECK(half.name == "more_than_half_low");
        CHECK(half.level == Level::low);
        CHECK(half.share == Fraction{1, 2});
        CHECK(half.strictly_more);
        CHECK(thirds.name == "two_thirds_low");
        CHECK(thirds.level == Level::low);
        CHECK(thirds.share == Fraction{2, 3});
        CHECK_FALSE(thirds.strictly_more);
    }
    const std::vector<std::string> reversed{"en", "vi"}, unknown{"xx"};
    CHECK(rule_profile("party", reversed, Base::collected)->level_names[2] ==
          Text{"high confidence", "tín nhiệm cao"});
    CHECK(rule_profile("party", unknown, Base::collected).rejection().reason == Reason::not_fitting);
    CHECK(rule_profile("nobody's", kBoth, Base::collected).rejection().reason == Reason::not_fitting);
}

}    // namespace vouch::election
