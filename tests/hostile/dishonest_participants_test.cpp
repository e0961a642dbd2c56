// Participants who want more than one vote, somebody else's, or the count spoilt. Every forged ballot of the
// vectors is in tests/election/ballot_rejects_test.cpp. docs/threat-model.md.

#include "tests/hostile/dishonest.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

TEST_CASE_METHOD(Dishonest, "nobody enrols without the number's code, nor with another's key") {
    made.set_up();
    made.enrol(1);
    const Credential own = random_credential();
    const auto enrolment = [&](std::uint32_t number, const Credential& credential) {
        return make_enrolment(state().election_id, number, credential, system_rng());
    };
    const SigningKey code2 = made.code_key_of(2), code3 = made.code_key_of(3);
    CHECK(refused(enrolment(2, own), {&code3}) == Reason::bad_signature);
    CHECK(refused(enrolment(13, own), {&code3}) == Reason::not_on_the_roll);
    // The proof of possession names number and key.
    Enrolment moved = enrolment(2, own);
    moved.roll_number = 3;
    CHECK(refused(moved, {&code3}) == Reason::bad_proof);
    Enrolment stolen = enrolment(2, own);
    stolen.pk = *state().roll_record(1)->pk;
    CHECK(refused(stolen, {&code2}) == Reason::not_fitting);
    // One credential under two numbers, or another one under a number that is taken.
    REQUIRE(made.add(enrolment(2, own), {&code2}).ok());
    CHECK(refused(enrolment(3, own), {&code3}) == Reason::not_fitting);
    CHECK(refused(enrolment(2, random_credential()), {&code2}) == Reason::number_taken);
}

TEST_CASE_METHOD(Dishonest, "a ballot is its participant's alone, and no ballot counts twice") {
    open();
    const Bytes mine = sealed(1).body, yours = sealed(2).body;
    State after = state();
    REQUIRE(apply_carried(after, make_ballot_entry(yours)).ok());
    CHECK(apply_carried(after, make_ballot_entry(yours)).rejection().reason == Reason::duplicate);
    // Another's ciphertexts and proofs under one's own tag, and the other way round.
    const std::size_t head = kBallotHeadBytes;
    Bytes copied(mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(head));
    copied.insert(copied.end(), yours.begin() + static_cast<std::ptrdiff_t>(head), yours.end());
    CHECK(refusal_of(make_ballot_entry(copied)) == Reason::bad_proof);
    // A ballot for the next revision of somebody else.
    Bytes next = yours;
    next[4] = 1;
    CHECK(apply_carried(after, make_ballot_entry(next)).rejection().reason == Reason::bad_proof);
    // A stranger is in no ring.
    CHECK_FALSE(locate(*state().opening, random_credential()).ok());
}

TEST_CASE_METHOD(Dishonest, "a ballot is replaced as often as the manifest says, and in order") {
    open();
    CHECK(refusal_of(make_ballot_entry(sealed(1, 1).body)) == Reason::wrong_revision);
    for (int revision = 0; revision <= 2; ++revision) made.cast(1, kSomeMarks);
    CHECK(refusal_of(make_ballot_entry(sealed(1, 3).body)) == Reason::wrong_revision);
    CHECK(refusal_of(make_ballot_entry(sealed(1, 1).body)) == Reason::wrong_revision);
    CHECK(state().ballots.size() == 1);
}

TEST_CASE_METHOD(Dishonest,
                 "who checked in after the opening, or votes before or after the vote, is refused") {
    enrol_nine();
    made.open();
    const Bytes early = sealed(1).body;
    CHECK(refusal_of(make_ballot_entry(early)) == Reason::too_early);
    const SigningKey code = made.code_key_of(10);
    CHECK(refused(make_enrolment(state().election_id, 10, random_credential(), system_rng()), {&code}) ==
          Reason::wrong_phase);
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    for (std::uint32_t number = 1; number <= 6; ++number) made.cast(number, kSomeMarks);
    made.close();
    CHECK(refusal_of(make_ballot_entry(sealed(7).body)) == Reason::wrong_phase);
}
