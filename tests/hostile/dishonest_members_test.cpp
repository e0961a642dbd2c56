// Members of the counting board who do not keep to the ceremony or to the count. docs/threat-model.md,
// "People who do not keep to the rules".

#include "election/count.h"
#include "tests/hostile/dishonest.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

/// A ceremony in which the test deals for everybody, and one of them dishonestly.
struct Ceremony2of3 : Dishonest {
    std::vector<Polynomial> polynomials;    // of members 1, 2, 3

    Ceremony2of3() {
        made.set_up();
        Board board = state().ceremony->board;
        board.trustees.front().name += " again";    // begins anew
        REQUIRE(made.add(board, {&made.organizer()}).ok());
        for (int i = 0; i < 3; ++i)
            polynomials.push_back(
                Polynomial::draw(2, SecretBytes<32>(system_rng().bytes32()), ceremony(), system_rng()));
    }
    const Bytes32& ceremony() const { return state().ceremony->digest; }
    const SigningKey& key(std::uint32_t member) const { return made.trustee_key(member); }
    Dealing dealing_of(std::uint32_t member) const {
        const Polynomial& polynomial = polynomials[member - 1];
        const SchnorrProof proof = prove_dealing(ceremony(), member, polynomial, system_rng());
        Dealing out{ceremony(), member, polynomial.commitments(), proof.R, proof.z, {}};
        out.sealed_shares.resize(3);    // what is in them only their receivers see
        return out;
    }
    void deal(std::uint32_t member) { REQUIRE(made.add(dealing_of(member), {&key(member)}).ok()); }
    void deal_all() {
        for (std::uint32_t member = 1; member <= 3; ++member) deal(member);
    }
    Acknowledgement acknowledgement_of(std::uint32_t member) const {
        return {ceremony(), member, state().ceremony->dealings_digest()};
    }
};

}    // namespace

TEST_CASE_METHOD(Ceremony2of3, "a member that deals last cannot choose the board's key") {
    deal(1);
    deal(2);
    // Commitments under which the board's key would be a point of its choice, or of nobody's: it knows no
    // secret behind them.
    const Point cancelled = -(polynomials[0].commitments()[0] + polynomials[1].commitments()[0]);
    const Polynomial own = Polynomial::draw(2, SecretBytes<32>(Bytes32{1}), ceremony(), system_rng());
    for (const Point& chosen : {cancelled, cancelled + own.commitments()[0]}) {
        Dealing rushed = dealing_of(3);
        rushed.commitments[0] = chosen;
        CHECK(refused(rushed, {&key(3)}) == Reason::bad_proof);
    }
    // Another member's dealing as its own: the proof names its dealer.
    Dealing copied = dealing_of(2);
    copied.trustee = 3;
    CHECK(refused(copied, {&key(3)}) == Reason::bad_proof);
    deal(3);
    CHECK(refused(dealing_of(3), {&key(3)}) == Reason::not_fitting);    // a second one
}

TEST_CASE_METHOD(Ceremony2of3, "a false complaint costs its subject one share, and stops nothing") {
    deal_all();
    REQUIRE(made.add(Complaint{ceremony(), 2, 1}, {&key(2)}).ok());    // the share was good
    CHECK(refused(acknowledgement_of(2), {&key(2)}) == Reason::not_fitting);
    Acknowledgement elsewhere = acknowledgement_of(1);
    elsewhere.ceremony = Bytes32{1};
    CHECK(refused(elsewhere, {&key(1)}) == Reason::not_fitting);
    CHECK(refused(Complaint{ceremony(), 2, 4}, {&key(2)}) == Reason::not_fitting);    // of nobody
    CHECK(refused(Complaint{ceremony(), 2, 1}, {&key(2)}) == Reason::duplicate);
    CHECK(refused(Complaint{ceremony(), 2, 2}, {&key(2)}) == Reason::not_fitting);
    // The dealer answers in public; a false answer is none.
    CHECK(refused(Answer{ceremony(), 1, 2, disclose(polynomials[0].at(3))}, {&key(1)}) == Reason::bad_proof);
    REQUIRE(made.add(Answer{ceremony(), 1, 2, disclose(polynomials[0].at(2))}, {&key(1)}).ok());
    for (std::uint32_t member = 1; member <= 3; ++member)
        REQUIRE(made.add(acknowledgement_of(member), {&key(member)}).ok());
    CHECK(state().ceremony->all_acknowledged());
    CHECK(refused(Complaint{ceremony(), 3, 1}, {&key(3)}) == Reason::not_fitting);    // too late for one
}

TEST_CASE_METHOD(Ceremony2of3, "a bad share is found by its receiver, who alone can open it") {
    const SecretBuffer bad = share_plaintext(ceremony(), 1, 2, polynomials[0].at(3));
    CHECK(accept_share(bad, ceremony(), 1, 2, polynomials[0].commitments()).rejection().reason ==
          Reason::bad_proof);
    const SecretBuffer anothers = share_plaintext(ceremony(), 1, 3, polynomials[0].at(3));
    CHECK(accept_share(anothers, ceremony(), 1, 2, polynomials[0].commitments()).rejection().reason ==
          Reason::malformed);
}

TEST_CASE_METHOD(Ceremony2of3, "a silent member keeps the vote from opening, and can be replaced") {
    deal_all();
    for (std::uint32_t number = 1; number <= 9; ++number) made.enrol(number);
    REQUIRE(made.add(acknowledgement_of(1), {&key(1)}).ok());
    REQUIRE(made.add(acknowledgement_of(2), {&key(2)}).ok());
    const Open open{state().log.size(), state().log.root(), 1'796'000'000, ""};
    CHECK(refused(open, {&made.organizer()}) == Reason::not_fitting);
    Board other = state().ceremony->board;
    const SigningKey newcomer{SecretBytes<32>(system_rng().bytes32())};
    other.trustees[2] = {"Instead", newcomer.public_key(), other.trustees[2].box_key};
    const auto anchor = state().anchor();
    const Acknowledgement late = acknowledgement_of(3);
    REQUIRE(made.add(other, {&made.organizer()}).ok());
    CHECK(state().anchor() != anchor);    // the slips of the former board are void, and say so
    CHECK(refused(late, {&key(3)}) == Reason::bad_signature);    // no member any more
}

TEST_CASE_METHOD(Dishonest, "a member cannot steer the fingerprint, nor confirm for another or twice") {
    enrol_nine();
    made.open();
    Confirmation forged = made.confirmation_of(1);
    forged.coin = *forged.coin + *forged.coin;
    CHECK(refused(forged, {&made.trustee_key(1)}) == Reason::bad_proof);
    CHECK(refused(made.confirmation_of(1), {&made.trustee_key(2)}) == Reason::bad_proof);
    CHECK(refused(Confirmation(state().open_digest), {&made.trustee_key(1)}) == Reason::not_fitting);
    made.confirm_as_trustee(1);
    CHECK(refused(made.confirmation_of(1), {&made.trustee_key(1)}) == Reason::not_fitting);
    made.confirm_as_witness(0);
    CHECK_FALSE(state().open_confirmed());    // one member and a witness: t members have to be among them
}

TEST_CASE_METHOD(Dishonest, "a false decryption share is refused, and so is one before its time") {
    open();
    for (std::uint32_t number = 1; number <= 6; ++number) made.cast(number, kSomeMarks);
    made.close();
    const auto shares_of = [&](std::uint32_t member, const SecretScalar& secret) {
        const Point V = public_share(state().ceremony->commitments(), member);
        DecryptionShares out{member, {}};
        for (std::uint32_t j = 0; j < state().sums.size(); ++j)
            out.shares.push_back(
                make_share({state().election_id, state().close_digest, j, member, V, state().sums[j].alpha},
                           secret, system_rng()));
        return out;
    };
    CHECK(refused(shares_of(1, made.joint_secret()), {&made.trustee_key(1)}) == Reason::too_early);
    for (std::uint32_t member = 1; member <= 3; ++member) made.confirm_as_trustee(member);
    CHECK(refused(shares_of(1, made.joint_secret()), {&made.trustee_key(1)}) == Reason::bad_proof);
    made.count(1);
    CHECK_FALSE(state().result);    // one member learns nothing
    CHECK(refused(made.shares_of(1), {&made.trustee_key(1)}) == Reason::not_fitting);    // nor twice the same
    CHECK(refused(shares_of(1, made.joint_secret()), {&made.trustee_key(2)}) == Reason::bad_signature);
    made.count(3);
    CHECK(state().result);
}

TEST_CASE("a member's second share counts as none where one more is still needed") {
    MadeElection made({.trustees = 4, .threshold = 3});
    made.set_up();
    for (std::uint32_t number = 1; number <= 9; ++number) made.enrol(number);
    made.open();
    for (std::uint32_t member = 1; member <= 4; ++member) made.confirm_as_trustee(member);
    for (std::uint32_t number = 1; number <= 6; ++number) made.cast(number, kSomeMarks);
    made.close();
    for (std::uint32_t member = 1; member <= 4; ++member) made.confirm_as_trustee(member);
    made.count(2);
    const Status again = made.add(made.shares_of(2), {&made.trustee_key(2)});
    REQUIRE_FALSE(again.ok());
    CHECK(again.rejection().reason == Reason::not_fitting);
    for (const std::uint32_t member : {1u, 4u}) made.count(member);
    CHECK(made.state().result);
}

TEST_CASE_METHOD(Dishonest, "the whole board and a device together cannot answer a challenge falsely") {
    open();
    SealedBallot ballot = sealed(1);
    const Bytes32 noted = ballot.tracker.tracker;
    const ChallengedBallot shown = challenge(std::move(ballot));
    const Opening& opening = *state().opening;
    REQUIRE(check_challenge(opening, noted, shown).ok());
    // Who knows the secret of Y finds an r for any other mark, as far as the second half of the ciphertext
    // goes.
    const auto high = static_cast<std::size_t>(Level::high), low = static_cast<std::size_t>(Level::low);
    REQUIRE(shown.levels[0] == Level::high);
    ChallengedBallot forged = shown;
    forged.levels[0] = Level::low;
    forged.r[0] += (opening.w[high] - opening.w[low]) * disclose(made.joint_secret()).inverse();
    REQUIRE(forged.ciphertexts[0].beta == forged.r[0] * opening.Y + times_g(opening.w[low]));
    const auto answer = check_challenge(opening, noted, forged);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.rejection().reason == Reason::bad_proof);
}
