// An organizer, whose key is true, against the people, the board or the result. docs/threat-model.md.

#include "tests/hostile/dishonest.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

TEST_CASE("a conference that nobody may lead is none") {
    MadeElection made({});
    made.set_up();
    Manifest manifest = made.state().manifest;
    manifest.organizers.clear();
    State fresh;
    const Status status = apply_carried(fresh, make_entry({}, manifest, {}));
    REQUIRE_FALSE(status.ok());
    CHECK(status.rejection().reason == Reason::bad_signature);    // nobody can sign it
}

TEST_CASE_METHOD(Dishonest, "a roll ends at 65,536 numbers") {
    made.set_up();
    State full = state();
    full.roll.resize(kRollNumbersMax);
    const Person one{made.code_key_of(1).public_key(), {}};
    const SigningKey* const organizer = &made.organizer();
    const Status status =
        apply_carried(full, make_entry(full.election_id, Roll{kRollNumbersMax + 1, {one}}, {&organizer, 1}));
    REQUIRE_FALSE(status.ok());
    CHECK(to_string(status.rejection()).find("65,536") != std::string::npos);
}

TEST_CASE_METHOD(Dishonest, "after the opening the roll, the board and who takes part stand") {
    open();
    const auto refused_now = [&](const Body& body) { return refused(body, {&made.organizer()}); };
    Board friendlier = state().ceremony->board;
    friendlier.trustees.front().name = "A friend";
    CHECK(refused_now(friendlier) == Reason::wrong_phase);
    CHECK(refused_now(Roll{13, {{Bytes32{1}, Bytes32{2}}}}) == Reason::wrong_phase);
    CHECK(refused_now(Revocation{1, state().roll_record(1)->pk->bytes(), Bytes32{1}}) == Reason::wrong_phase);
    CHECK(refused_now(Open{state().log.size(), state().log.root(), 1'796'000'001, ""}) ==
          Reason::wrong_phase);
}

TEST_CASE_METHOD(Dishonest,
                 "codes that nobody claimed can be enrolled, and only the number present shows it") {
    enrol_nine();
    const std::uint32_t came = state().present();
    const SigningKey unclaimed = made.code_key_of(12);
    REQUIRE(made.add(make_enrolment(state().election_id, 12, random_credential(), system_rng()), {&unclaimed})
                .ok());
    CHECK(state().present() == came + 1);    // which the desk counts as well
    made.open();
    CHECK(state().present_at_open == came + 1);    // and the minutes print
}

TEST_CASE_METHOD(Dishonest, "an enrolment that is revoked is gone from the log before its device seals") {
    enrol_nine();
    const Bytes32 pk = state().roll_record(1)->pk->bytes();
    CHECK(refused(Revocation{1, Bytes32{5}, Bytes32{1}}, {&made.organizer()}) == Reason::not_fitting);
    const Bytes32 used = state().roll_record(2)->code_key;
    CHECK(refused(Revocation{1, pk, used}, {&made.organizer()}) == Reason::not_fitting);
    REQUIRE(made.add(Revocation{1, pk, Bytes32{1}}, {&made.organizer()}).ok());
    made.open();
    CHECK_FALSE(locate(*state().opening, made.credential(1)).ok());
}

TEST_CASE_METHOD(Dishonest, "paper is for who has no ballot on a device, and t members sign its count") {
    enrol_nine();
    CHECK(refused(Paper{1}, {&made.organizer()}) == Reason::number_taken);
    made.give_paper(10);
    CHECK(refused(Paper{10}, {&made.organizer()}) != Reason::not_on_the_roll);
    made.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    for (std::uint32_t number = 1; number <= 6; ++number) made.cast(number, kSomeMarks);
    made.close();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    const PaperCount count{1, 1, 0, {{1, 0, 0, 0}, {1, 0, 0, 0}}};
    CHECK(refused(count, {&made.organizer()}) == Reason::bad_signature);
    CHECK(refused(count, {&made.trustee_key(1)}) == Reason::bad_signature);
    const PaperCount more{2, 2, 0, {{2, 0, 0, 0}, {2, 0, 0, 0}}};    // than were issued
    std::vector<const SigningKey*> signers{&made.trustee_key(1), &made.trustee_key(2)};
    std::ranges::sort(signers, {}, [](const SigningKey* key) { return key->public_key(); });
    CHECK(refused(more, signers) == Reason::not_fitting);
    constexpr std::uint32_t kMost = UINT32_MAX;    // what is left of 1 where 2 are taken away
    const PaperCount less_than_none{1, 1, 2, {{kMost, 0, 0, 0}, {kMost, 0, 0, 0}}};
    CHECK(refused(less_than_none, signers) == Reason::not_fitting);
    REQUIRE(made.add(count, signers).ok());
}

TEST_CASE_METHOD(Dishonest, "a result is what the board decrypted, and is not annulled once a share is in") {
    close();
    const Annulment unwelcome{"not what was wanted"};
    made.count(1);
    CHECK(refused(unwelcome, {&made.organizer()}) == Reason::wrong_phase);
    made.count(2);
    Announcement other = *state().result;
    std::swap(other.lines[0].high, other.lines[0].low);
    CHECK(refused(other, {&made.organizer()}) == Reason::not_fitting);
    CHECK(refused(unwelcome, {&made.organizer()}) == Reason::wrong_phase);
    made.announce();
    CHECK(refused(other, {&made.organizer()}) == Reason::not_fitting);
    CHECK(refused(*state().result, {&made.organizer()}) == Reason::duplicate);
}

TEST_CASE_METHOD(Dishonest,
                 "without a quorum the reason stands in the log, and a close needs the open confirmed") {
    made.set_up();
    for (std::uint32_t number = 1; number <= 5; ++number) made.enrol(number);
    const auto open_for = [&](const std::string& reason) {
        return Open{state().log.size(), state().log.root(), 1'796'000'000, reason};
    };
    CHECK(refused(open_for(""), {&made.organizer()}) == Reason::not_fitting);
    REQUIRE(made.add(open_for("in a hurry"), {&made.organizer()}).ok());
    CHECK(state().override_reason == "in a hurry");
    const Close close{state().log.size(), state().log.root(), 1'796'003'600};
    CHECK(refused(close, {&made.organizer()}) == Reason::too_early);
}
