// How long a replacement waits, with a clock of the test's own.

#include "server/spacing.h"

#include "tests/server/test_server.h"

using namespace vouch;
using namespace vouch::testing;
using namespace std::chrono_literals;
using server::Duration;
using server::Spacing;
using server::TimePoint;

namespace {

constexpr server::ReplaceAfter kOrdinary;
const TimePoint kStart{1000h};

struct Voting {
    MadeElection made;

    explicit Voting(std::uint32_t revotes = 100) : made({.summoned = 5, .officials = 1, .revotes = revotes}) {
        made.set_up();
        for (std::uint32_t number = 1; number <= 5; ++number) made.enrol(number);
        made.open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    }
    election::VerifiedBallot ballot(std::uint32_t revision, std::uint32_t number = 1) const {
        const Bytes body = sealed_by(made, number, revision).body;
        return *election::verify(*made.state().opening, std::vector<ByteView>{body}, system_rng()).front();
    }
    /// The participant's next, into the log.
    void cast() { made.cast(1, {election::Level::high}); }
};

}    // namespace

TEST_CASE("a replacement waits 30 s, from the third on 60 s, and 10 s once the last call is announced") {
    Voting voting;
    Spacing spacing(kOrdinary);
    const auto left = [&](std::uint32_t revision, bool last_call, Duration later) {
        return spacing.left(voting.made.state(), voting.ballot(revision), last_call, kStart + later);
    };
    CHECK(left(0, false, 0s) == 0s);
    const Bytes32 tag = voting.ballot(0).tag().bytes();
    for (std::uint32_t last = 0; last <= 3; ++last) {
        CAPTURE(last);
        const Duration wait = last + 1 < 3 ? 30s : 60s;
        voting.cast();
        spacing.admitted(tag, kStart);
        CHECK(left(last + 1, false, 0s) == wait);
        CHECK(left(last + 1, false, wait - 1ms) == 1ms);
        CHECK(left(last + 1, false, wait) == 0s);
        CHECK(left(last + 1, true, 0s) == 10s);
        CHECK(left(last + 1, true, 10s) == 0s);
        // Not the next one: that is for apply to refuse.
        CHECK(left(last, false, 0s) == 0s);
        CHECK(left(last + 2, false, 0s) == 0s);
    }
    CHECK(spacing.left(voting.made.state(), voting.ballot(0, 2), false, kStart) == 0s);
    spacing.forget();
    CHECK(left(4, false, 0s) == 0s);
}

TEST_CASE("what apply refuses does not wait: one replacement too many, and any after the close") {
    Voting voting(1);
    Spacing spacing(kOrdinary);
    voting.cast();
    const election::VerifiedBallot first = voting.ballot(1), second = voting.ballot(2);
    spacing.admitted(first.tag().bytes(), kStart);
    const auto left = [&](const election::VerifiedBallot& ballot) {
        return spacing.left(voting.made.state(), ballot, false, kStart);
    };
    CHECK(left(first) == 30s);
    voting.cast();
    CHECK(left(second) == 0s);    // one replacement is all that there is
    Voting closed;
    closed.cast();
    const election::VerifiedBallot late = closed.ballot(1);
    spacing.admitted(late.tag().bytes(), kStart);
    CHECK(spacing.left(closed.made.state(), late, false, kStart) == 30s);
    closed.made.close();
    CHECK(spacing.left(closed.made.state(), late, false, kStart) == 0s);
}

TEST_CASE("times are kept no longer than they matter") {
    Voting voting;
    voting.cast();
    Spacing spacing(kOrdinary);
    const Bytes32 tag = voting.ballot(0).tag().bytes();
    spacing.admitted(Bytes32{1}, kStart);
    spacing.admitted(Bytes32{1}, kStart);
    spacing.admitted(tag, kStart + 1s);
    CHECK(spacing.remembered() == 3);
    spacing.admitted(Bytes32{2}, kStart + 60s);
    CHECK(spacing.remembered() == 2);
    CHECK(spacing.left(voting.made.state(), voting.ballot(1), false, kStart + 30s) == 1s);
    spacing.admitted(tag, kStart + 61s);    // the older time of this tag goes, the tag's new one stays
    CHECK(spacing.remembered() == 2);
    CHECK(spacing.left(voting.made.state(), voting.ballot(1), false, kStart + 61s) == 30s);
    Spacing none({{}, {}, {}});
    none.admitted(tag, kStart);
    CHECK(none.remembered() == 0);
}
