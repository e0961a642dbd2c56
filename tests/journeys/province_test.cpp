// A real vote held again: tests/data/province-2023.csv, 47 ballots of which 25 are low, where "more than
// half" bites. The third trustee stays away; two and the witness confirm, and two count.
#include <catch2/catch.hpp>

#include "client/cli/audit/verify.h"
#include "election/outcome.h"
#include "election/profiles.h"
#include "election/results_files.h"
#include "tests/support/made_election.h"
#include "tests/support/published_log.h"
#include "tests/support/tables.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

constexpr std::uint32_t kBallots = 47;
const std::vector<std::string> kLanguages{"vi", "en"};

MadeElection held(const Counts& counts) {
    MadeElection made({.summoned = kBallots,
                       .officials = 1,
                       .rules = *rule_profile("state", kLanguages, Base::collected),
                       .languages = kLanguages});
    made.set_up();
    for (std::uint32_t number = 1; number <= kBallots; ++number) made.enrol(number);
    const auto confirm = [&] {
        made.confirm_as_trustee(1);
        made.confirm_as_trustee(2);
        made.confirm_as_witness(0);
    };
    made.open();
    confirm();
    std::uint32_t number = 0;
    for (const Level level : {Level::low, Level::high, Level::blank, Level::medium})
        for (std::uint32_t i = 0; i < count_of(counts, level); ++i) made.cast(++number, {level});
    REQUIRE(number == kBallots);
    made.close();
    confirm();
    made.count(1);
    made.count(2);
    made.announce();
    return made;
}

client::AuditReport audited(const MadeElection& made, const std::vector<Bytes>& entries) {
    PublishedLog log;
    log.append(entries);
    log.files["checkpoint"] = copy(bytes_of(made.checkpoint(log.size(), log.root())));
    return client::audit(log.fetch(), made.log_vkey());
}

}    // namespace

TEST_CASE("the provincial vote of 2023: more than half are low, and the rule bites") {
    const std::vector<ResultRow> table = read_results(tests_dir() / "data/province-2023.csv");
    REQUIRE(table.size() == 1);
    const ResultRow& row = table[0];
    const Counts counts{row.high, row.medium, row.low, kBallots - row.high - row.medium - row.low};
    REQUIRE(counts == Counts{19, 2, 25, 1});
    const MadeElection made = held(counts);

    const client::AuditReport report = audited(made, made.entries());
    INFO(report.text());
    REQUIRE(report.holds());
    const State& state = report.state;
    CHECK(state.opening->m == 3);
    CHECK(state.ballots.size() == kBallots);
    CHECK(state.open_confirmations.keys.size() == 3);
    CHECK(state.close_confirmations.keys.size() == 3);
    CHECK(state.confirmations_needed() == 3);
    CHECK(state.base() == kBallots);
    CHECK(state.announced);
    // As published, to the last digit.
    CHECK(row.pct_high == "40.43");
    CHECK(row.pct_medium == "4.26");
    CHECK(row.pct_low == "53.19");
    CHECK(results_csv(state.manifest, *state.result, state.base()) ==
          "number,name,position,high,medium,low,blank,pct_high,pct_medium,pct_low,outcome\n"
          "1,Official 1,Position 1,19,2,25,1," +
              row.pct_high + "," + row.pct_medium + "," + row.pct_low + ",more_than_half_low\n");
    const Threshold* const threshold = outcome(state.manifest.rules, counts, state.base());
    REQUIRE(threshold);
    CHECK(threshold->consequence[1].find("may resign") == 0);    // the state's rule, not the party's

    // The server drops a low ballot and signs what is left: the close misses it.
    std::vector<Bytes> entries = made.entries();
    const auto is_ballot = [](const Bytes& entry) { return decode_entry(entry)->kind() == Kind::ballot; };
    entries.erase(std::ranges::find_if(entries, is_ballot));
    const client::AuditReport tampered = audited(made, entries);
    CHECK_FALSE(tampered.holds());
    REQUIRE(tampered.fault);
    CHECK(tampered.fault->entry == state.close_index - 1);
    CHECK(tampered.fault->why.reason == Reason::not_fitting);
    CHECK_FALSE(tampered.state.result);
}

TEST_CASE("the same vote with two marks moved from low to high: no rule bites at 23 of 47") {
    const MadeElection made = held({21, 2, 23, 1});
    const client::AuditReport report = audited(made, made.entries());
    REQUIRE(report.holds());
    REQUIRE(report.state.result->lines.size() == 1);
    CHECK(report.state.result->lines[0] == ResultLine{21, 2, 23, 1, std::string(kNoOutcome)});
    CHECK(kNoOutcome == "none");

    // Whoever announces the other result is refused, organizer or not.
    std::vector<Bytes> entries = made.entries();
    const SigningKey* const signers[] = {&made.organizer()};
    entries.back() =
        make_entry(made.state().election_id, Announcement{{{19, 2, 25, 1, "more_than_half_low"}}}, signers);
    const client::AuditReport tampered = audited(made, entries);
    CHECK_FALSE(tampered.holds());
    REQUIRE(tampered.fault);
    CHECK(tampered.fault->entry == entries.size() - 1);
    CHECK(tampered.fault->why.reason == Reason::not_fitting);
}
