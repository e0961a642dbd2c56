// A table of results turned into marks: the totals come out, whatever the seed.
#include "client/cli/rehearsal/plan.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;
using vouch::election::Level;

namespace {

std::vector<TableRow> assembly() {
    const auto table = read_results_table(
        text_of(vouch::testing::read_file(vouch::testing::tests_dir() / "data" / "assembly-2018.csv")));
    REQUIRE(table.ok());
    return table.value;
}

RehearsalOptions options(std::uint64_t seed) {
    RehearsalOptions out;
    out.summoned = 485;
    out.present = 480;
    out.ballots = 475;
    out.revotes = 40;
    out.seed = seed;
    return out;
}

std::string refused(const std::vector<TableRow>& table, const RehearsalOptions& with) {
    const auto plan = plan_rehearsal(table, with);
    return plan.ok() ? "planned" : plan.rejection().detail;
}

}    // namespace

TEST_CASE("the National Assembly's table is read") {
    const auto table = assembly();
    REQUIRE(table.size() == 17);
    CHECK(table.front() == TableRow{"Vice President", 323, 146, 6});
    CHECK(table[7].position == "Chair of the Committee for Culture, Education, Youth and Children");
}

TEST_CASE("every bad row of a table is listed") {
    const auto table = read_results_table("position,high,medium,low\nA,1,2\nB,1,x,3\nC,1,-2,3\nD,1,2,3\n");
    CHECK(table.mistakes.size() == 3);
    CHECK_FALSE(read_results_table("").ok());
    CHECK_FALSE(read_results_table("position,high,low\nA,1,2\n").ok());
}

TEST_CASE("the marks that count add up to the table, and everybody votes once or twice") {
    for (const std::uint64_t seed : {1u, 2u, 77u}) {
        const auto plan = plan_rehearsal(assembly(), options(seed));
        REQUIRE(plan.ok());
        CHECK(plan->people.size() == 485);
        CHECK(std::set(plan->present.begin(), plan->present.end()).size() == 480);
        REQUIRE(plan->voters.size() == 475);
        std::set<std::uint32_t> numbers;
        std::size_t casts = 0;
        for (const PlannedVoter& voter : plan->voters) {
            numbers.insert(voter.number);
            casts += voter.casts.size();
            for (const Marks& marks : voter.casts) REQUIRE(marks.size() == 17);
        }
        CHECK(numbers.size() == 475);
        CHECK(casts == 475 + 40);
        for (std::size_t j = 0; j < plan->table.size(); ++j) {
            std::array<std::uint32_t, election::kLevels> counts{};
            for (const PlannedVoter& voter : plan->voters)
                ++counts[static_cast<std::size_t>(voter.casts.back()[j])];
            const TableRow& row = plan->table[j];
            CHECK(counts[static_cast<std::size_t>(Level::high)] == row.high);
            CHECK(counts[static_cast<std::size_t>(Level::medium)] == row.medium);
            CHECK(counts[static_cast<std::size_t>(Level::low)] == row.low);
        }
    }
}

TEST_CASE("the seed draws the marks: the same one the same, another one others") {
    const auto first = plan_rehearsal(assembly(), options(1)), same = plan_rehearsal(assembly(), options(1)),
               other = plan_rehearsal(assembly(), options(2));
    CHECK(first->voters.front().casts == same->voters.front().casts);
    CHECK(first->people == same->people);
    CHECK(first->people != other->people);
}

TEST_CASE("a rehearsal whose numbers do not agree is refused with the reason") {
    const auto table = assembly();
    CHECK(refused(table, options(1)) == "planned");
    const auto with = [](auto change) {
        RehearsalOptions changed = options(1);
        change(changed);
        return changed;
    };
    CHECK(refused(table, with([](auto& o) { o.present = 486; })) == "more are present than are on the roll");
    CHECK(refused(table, with([](auto& o) { o.ballots = 481; })) ==
          "there are more ballots than people present");
    CHECK(refused(table, with([](auto& o) { o.revotes = 476; })) == "more change their vote than vote");
    CHECK(refused(table, with([](auto& o) { o.ballots = o.revotes = 474; })) ==
          "\"Vice President\" has more marks than there are ballots");
    CHECK(refused({}, options(1)) == "the table has no rows");
    CHECK(refused(table, with([](auto& o) { o.summoned = 70'000; })) == "a roll has 1 to 65536 people");
}
