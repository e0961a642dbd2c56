// What decides an election at its close, and a complaint after a new board: cases that the shared vectors
// leave to a wrong program. docs/protocol.md, section 3.
#include <catch2/catch.hpp>

#include "election/outcome.h"
#include "election/profiles.h"
#include "tests/support/made_election.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const std::vector<Level> kMarks{Level::high, Level::low};

Rules at_the_close(Fraction quorum) {
    Rules rules = *rule_profile("party", std::vector<std::string>{"vi", "en"}, Base::collected);
    rules.quorum = quorum;
    rules.quorum_measured = QuorumMeasured::at_close;
    return rules;
}

/// Of twelve, that many check in and these cast, some of them again; then the vote is closed.
Phase closed(Fraction quorum, std::uint32_t enrolled, const std::vector<std::uint32_t>& casts) {
    ElectionShape shape;
    shape.rules = at_the_close(quorum);
    MadeElection made(std::move(shape));
    made.set_up();
    for (std::uint32_t number = 1; number <= enrolled; ++number) made.enrol(number);
    made.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    for (const std::uint32_t number : casts) made.cast(number, kMarks);
    made.close();
    return made.state().phase;
}

}    // namespace

TEST_CASE("a quorum measured at the close is of ballots, not of those who checked in") {
    CHECK(closed({1, 2}, 8, {1, 2, 3, 4, 5, 6}) == Phase::counting);
    CHECK(closed({7, 12}, 8, {1, 2, 3, 4, 5, 6}) == Phase::no_quorum);
}

TEST_CASE("too few ballots goes before no quorum, and ballots of one tag are one") {
    CHECK(closed({7, 12}, 8, {1, 2, 3, 4}) == Phase::too_few_ballots);
    CHECK(closed({1, 12}, 8, {1, 2, 3, 4, 4, 4}) == Phase::too_few_ballots);    // the smallest set is 5
    CHECK(closed({1, 12}, 8, {1, 2, 3, 4, 5}) == Phase::counting);
}

TEST_CASE("a complaint of the same pair may be made again after a new board") {
    MadeElection made({});
    made.set_up();
    const Board board = made.state().ceremony->board;
    const auto complain = [&] {
        return made.add(Complaint{made.state().ceremony->digest, 2, 1}, {&made.trustee_key(2)});
    };
    CHECK_FALSE(complain().ok());    // it has acknowledged
    Board other = board;
    other.trustees[2].name += " again";
    REQUIRE(made.add(other, {&made.organizer()}).ok());
    CHECK(made.state().ceremony->complaints.empty());
    CHECK(complain().rejection().detail == "complaint: before the dealing");
}

TEST_CASE("an announcement has a line for each official before it is a second one") {
    ElectionShape shape;
    shape.rules = at_the_close({1, 12});
    MadeElection made(std::move(shape));
    made.set_up();
    for (std::uint32_t number = 1; number <= 6; ++number) made.enrol(number);
    made.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    for (std::uint32_t number = 1; number <= 6; ++number) made.cast(number, kMarks);
    made.close();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    made.count(1);
    made.count(3);
    made.announce();
    Announcement short_one = *made.state().result;
    short_one.lines.pop_back();
    CHECK(made.add(short_one, {&made.organizer()}).rejection().reason == Reason::malformed);
    CHECK(made.add(*made.state().result, {&made.organizer()}).rejection().reason == Reason::duplicate);
}
