// Voting: confirmations, ballots, and the close that ends it.

#include <utility>

#include "crypto/random.h"
#include "election/admit.h"
#include "election/count.h"
#include "election/fingerprint.h"
#include "election/outcome.h"

namespace vouch::election {
namespace {

Status check_revision(const State& state, const Point& tag, std::uint32_t revision) {
    const auto last = state.ballots.find(tag.bytes());
    const bool fits = last == state.ballots.end() ? revision == 0
                                                  : last->second.revision < state.manifest.revotes &&
                                                        revision == last->second.revision + 1;
    if (fits) return accepted();
    return {Reason::wrong_revision, "ballot: revision " + std::to_string(revision)};
}

/// The sums go along with every ballot, so that the close has nothing to add up.
void count_ballot(State& state, const VerifiedBallot& ballot) {
    CountedBallot& counted = state.ballots[ballot.tag().bytes()];
    if (!counted.ciphertexts.empty()) state.sums_so_far.subtract(counted.ciphertexts);
    state.sums_so_far.add(ballot.ciphertexts());
    counted = {ballot.revision(), state.log.size(), ballot.tracker(), ballot.ciphertexts()};
    ++state.ballots_admitted;
}

}    // namespace

Status admit(State& state, const Entry& entry, const Confirmation& confirmation) {
    const bool of_open = state.phase == Phase::voting;
    if (confirmation.digest != (of_open ? state.open_digest : state.close_digest))
        return {Reason::not_fitting,
                of_open ? "confirmation: not of this open" : "confirmation: not of this close"};
    Confirmations& confirmations = of_open ? state.open_confirmations : state.close_confirmations;
    const Bytes32& key = entry.signatures.front().key;
    if (confirmations.keys.contains(key))
        return {Reason::not_fitting, "confirmation: a second one of this confirmer"};
    const auto trustee = state.trustee_with(key);
    if (confirmation.coin.has_value() != (of_open && trustee))
        return {Reason::not_fitting, confirmation.coin ? "confirmation: a coin" : "confirmation: no coin"};
    if (confirmation.coin) {
        const Coin coin = confirmation.whole_coin();
        const Point V = public_share(state.ceremony->commitments(), *trustee);
        VOUCH_REQUIRE(check_coin({state.election_id, state.open_digest, *trustee, V}, coin));
        state.coins.emplace(*trustee, coin.E);
    }
    confirmations.keys.insert(key);
    if (trustee) ++confirmations.trustees;
    return accepted();
}

Status admit_ballot(State& state, const Entry& entry, const BallotVerdict* told) {
    if (!state.open_confirmed()) return {Reason::too_early, "open not confirmed"};
    if (told && !told->is_of(*state.opening, entry.leaf_hash)) told = nullptr;
    if (told && told->ok()) {
        VOUCH_REQUIRE(check_revision(state, (*told)->tag(), (*told)->revision()));
        count_ballot(state, **told);
        return accepted();
    }
    VOUCH_TRY(ballot, decode_ballot(*state.opening, entry.body_bytes()));
    VOUCH_REQUIRE(check_revision(state, ballot.proof.tag, ballot.revision));    // comes before the proofs
    if (told) return told->rejection();
    // A lone ballot is checked equation by equation, which draws no randomness.
    const CarriedBallot alone{entry.body_bytes(), entry.leaf_hash};
    const auto found = verify(*state.opening, {&alone, 1}, system_rng());
    if (!found.front().ok()) return found.front().rejection();
    count_ballot(state, *found.front());
    return accepted();
}

Status admit(State& state, const Entry& entry, const Close& close) {
    if (!state.open_confirmed()) return {Reason::too_early, "open not confirmed"};
    VOUCH_REQUIRE(names_the_end(state, close, "close"));

    const Rules& rules = state.manifest.rules;
    const bool quorum_due = rules.quorum_measured == QuorumMeasured::at_close &&
                            state.papers_issued() == 0;    // with paper, the paper count decides it
    state.close_index = close.index;
    state.close_digest = entry.leaf_hash;
    state.closed_at = close.stated_time;
    if (state.ballots.size() < state.manifest.smallest_set) {
        state.phase = Phase::too_few_ballots;
    } else if (quorum_due && !quorum_met(rules, state.collected(), state.summoned())) {
        state.phase = Phase::no_quorum;
    } else {
        state.sums = std::exchange(state.sums_so_far, {}).ciphertexts();
        state.phase = Phase::counting;
    }
    return accepted();
}

}    // namespace vouch::election
