// Whether a signed refusal was right, for every number and every kind of ballot. docs/protocol.md, section 7.

#include "election/refusal.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "crypto/random.h"
#include "election/entry.h"
#include "tests/support/made_election.h"
#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

constexpr auto kReasons = static_cast<std::uint32_t>(Reason::puzzle_needed);
const std::vector<Level> kMarks{Level::high, Level::low};

/// An open vote of six, and whoever holds the log's key and refuses.
struct Refusing {
    BoxKey box{SecretBytes<32>(Bytes32{9})};
    MadeElection made{shape()};

    ElectionShape shape() const {
        ElectionShape out;
        out.box_key = box.public_key();
        out.revotes = 2;
        out.summoned = 6;
        return out;
    }
    Refusing() {
        made.set_up();
        for (std::uint32_t number = 1; number <= 6; ++number) made.enrol(number);
        made.open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    }
    Bytes ballot_of(std::uint32_t number, std::uint32_t revision) const {
        const Opening& opening = *made.state().opening;
        const auto placed = locate(opening, made.credential(number));
        std::vector<SecretDigit> digits;
        for (const Level level : kMarks) digits.emplace_back(static_cast<std::uint8_t>(level));
        return sealed_ballot(opening, *placed, digits, revision).body;
    }
    RefusalEvidence refused(const Bytes& body, Reason reason) const {
        const SecretBytes<32> reply_key(system_rng().bytes32());
        const Bytes envelope = *seal_envelope(box.public_key(), reply_key, body);
        const CastRefusal refusal =
            sign_refusal(made.log_key(), made.state().election_id, envelope, {reason, ""});
        RefusalEvidence out{made.state().election_id, body, {}, reason, refusal.signature};
        std::ranges::copy(reply_key.view(), out.reply_key.begin());
        return out;
    }
    Result<JudgedRefusal> judged(const RefusalEvidence& evidence) const {
        return judge_refusal(made.state(), made.log_vkey().key(), evidence);
    }
    RefusalStanding standing(const Bytes& body, Reason reason) const {
        const auto found = judged(refused(body, reason));
        REQUIRE(found.ok());
        return found->standing;
    }
};

const std::set<Reason> kComeAgain{Reason::too_early, Reason::over_capacity, Reason::puzzle_needed};

}    // namespace

TEST_CASE_METHOD(Refusing, "a good ballot that the log does not hold was refused wrongly") {
    const Bytes first = ballot_of(1, 0);
    for (std::uint32_t number = 1; number <= kReasons; ++number) {
        const auto reason = static_cast<Reason>(number);
        CAPTURE(name(reason));
        CHECK(standing(first, reason) ==
              (kComeAgain.contains(reason) ? RefusalStanding::cannot_be_told : RefusalStanding::wrong));
    }
}

TEST_CASE_METHOD(Refusing, "a ballot that is in the log is recorded, whatever its refusal says") {
    const Bytes first = ballot_of(1, 0);
    State state = made.state();
    REQUIRE(apply_carried(state, make_ballot_entry(first)).ok());
    for (const std::uint32_t replaced : {0u, 1u}) {
        if (replaced > 0) REQUIRE(apply_carried(state, make_ballot_entry(ballot_of(1, 1))).ok());
        for (std::uint32_t number = 1; number <= kReasons; ++number) {
            const auto found =
                judge_refusal(state, made.log_vkey().key(), refused(first, static_cast<Reason>(number)));
            REQUIRE(found.ok());
            CHECK(found->standing == RefusalStanding::recorded);
        }
    }
}

TEST_CASE_METHOD(Refusing, "what is no good ballot was refused rightly, under any number") {
    Bytes bad = ballot_of(1, 0);
    bad.back() ^= 1;
    for (const Bytes& body : {bad, Bytes(), Bytes(100, 7)})
        for (std::uint32_t number = 1; number <= kReasons; ++number) {
            const auto found = judged(refused(body, static_cast<Reason>(number)));
            REQUIRE(found.ok());
            CHECK(found->standing == RefusalStanding::right);
            CHECK(found->fault.has_value());
        }
}

TEST_CASE_METHOD(Refusing, "a revision that did not follow was refused rightly, where the log tells") {
    const auto refused_as_wrong_revision = [&](std::uint32_t revision) {
        return standing(ballot_of(1, revision), Reason::wrong_revision);
    };
    CHECK(refused_as_wrong_revision(0) == RefusalStanding::wrong);
    CHECK(refused_as_wrong_revision(1) == RefusalStanding::right);    // none before it
    made.cast(1, kMarks);
    CHECK(refused_as_wrong_revision(0) == RefusalStanding::cannot_be_told);    // who came first?
    CHECK(refused_as_wrong_revision(1) == RefusalStanding::cannot_be_told);
    CHECK(refused_as_wrong_revision(2) == RefusalStanding::right);
    made.cast(1, kMarks);
    made.cast(1, kMarks);
    CHECK(refused_as_wrong_revision(3) == RefusalStanding::right);    // beyond the manifest's limit
}

TEST_CASE_METHOD(Refusing, "a close says nothing of when a ballot came") {
    const Bytes late = ballot_of(6, 0);
    for (std::uint32_t number = 1; number <= 5; ++number) made.cast(number, kMarks);
    CHECK(standing(late, Reason::wrong_phase) == RefusalStanding::wrong);
    made.close();
    CHECK(standing(late, Reason::wrong_phase) == RefusalStanding::cannot_be_told);
    CHECK(standing(late, Reason::bad_proof) == RefusalStanding::wrong);
}

TEST_CASE_METHOD(Refusing, "what the log did not sign about just this ballot shows nothing") {
    const RefusalEvidence good = refused(ballot_of(1, 0), Reason::bad_proof);
    REQUIRE(judged(good).ok());
    const auto refused_with = [&](const RefusalEvidence& changed) {
        const auto found = judged(changed);
        REQUIRE_FALSE(found.ok());
        return found.rejection().reason;
    };
    RefusalEvidence changed = good;
    changed.ballot_body = ballot_of(2, 0);    // another ballot than the one that was refused
    CHECK(refused_with(changed) == Reason::bad_signature);
    changed = good;
    changed.reply_key[0] ^= 1;
    CHECK(refused_with(changed) == Reason::bad_signature);
    changed = good;
    changed.reason = Reason::malformed;
    CHECK(refused_with(changed) == Reason::bad_signature);
    changed = good;
    changed.signature[40] ^= 1;
    CHECK(refused_with(changed) == Reason::bad_signature);
    changed = good;
    changed.election_id[0] ^= 1;
    CHECK(refused_with(changed) == Reason::not_fitting);
    const Bytes32 other_key = SigningKey(SecretBytes<32>(Bytes32{5})).public_key();
    CHECK(judge_refusal(made.state(), other_key, good).rejection().reason == Reason::bad_signature);
    CHECK(judge_refusal(State{}, made.log_vkey().key(), {}).rejection().reason == Reason::too_early);
}
