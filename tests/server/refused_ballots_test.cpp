// What a conference says to ballots without looking into them, and what it never signs.
#include "tests/server/started_conference.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::server;
using namespace vouch::testing;

namespace {

/// A ballot waits for no others.
Limits unmixed() {
    Limits limits;
    limits.mix_ballots = 1;
    return limits;
}

}    // namespace

TEST_CASE("what cannot be a ballot of this election is refused without a look at its proofs") {
    MadeElection made = five_checked_in();
    const Bytes large(60'000);
    {
        const StartedConference conference(made, unmixed());
        CHECK(conference.refusal_of(made, conference.sealed(large)) == Reason::wrong_phase);
    }
    made.open();
    const auto& opening = *made.state().opening;
    const Bytes fitting(ballot_body_bytes(opening.officials, opening.m));
    {
        const StartedConference conference(made, unmixed());
        CHECK(conference.refusal_of(made, conference.sealed(large)) == Reason::too_early);
        CHECK(conference.refusal_of(made, conference.sealed(fitting)) == Reason::too_early);
    }
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    REQUIRE(made.state().open_confirmed());
    const StartedConference conference(made, unmixed());
    for (const std::size_t size : {std::size_t{0}, fitting.size() - 1, fitting.size() + 1, large.size()})
        CHECK(conference.refusal_of(made, conference.sealed(Bytes(size))) == Reason::malformed);
    CHECK(conference.refusal_of(made, conference.sealed(fitting)) == Reason::bad_proof);    // looked at
    CHECK(conference.refusal_of(made, conference.sealed(Bytes(65'535))) == Reason::too_large);
}

TEST_CASE("a ballot in the log whose receipt cannot be made is not refused by anything signed") {
    MadeElection made = five_checked_in();
    open_and_confirm(made);
    const Bytes body = sealed_by(made, 1).body;

    const StartedConference conference(made, unmixed());
    const Bytes envelope = conference.sealed(body);
    REQUIRE(std::holds_alternative<Receipt>(conference.reply_to(envelope)));
    conference.lose_tiles();
    const CastAnswer answer = conference.cast(envelope).get();
    REQUIRE(std::holds_alternative<CastRefusal>(answer));
    const CastRefusal& refusal = std::get<CastRefusal>(answer);
    CHECK(refusal.signature == Bytes64{});
    CHECK(refusal.rejection.reason == Reason::over_capacity);
    CHECK(refusal.retry_after_ms > 0);
}
