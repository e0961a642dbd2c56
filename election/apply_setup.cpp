// Setup: the manifest, the roll and what changes it, the board, and the open that ends it.

#include <algorithm>
#include <set>

#include "election/admit.h"
#include "election/enrolment.h"
#include "election/outcome.h"

namespace vouch::election {
namespace {

constexpr std::uint32_t kSmallestSetLeast = 5;
constexpr std::size_t kOrganizersMax = 3;

template <class Range>
bool distinct(const Range& values) {
    const std::set<std::ranges::range_value_t<Range>> seen(values.begin(), values.end());
    return seen.size() == values.size();
}

bool is_share(const Fraction& fraction) {
    return fraction.denominator >= 1 && fraction.numerator <= fraction.denominator;
}

/// Whether the number that came means something.
bool is_one_of(auto value, auto... known) {
    return ((value == known) || ...);
}

Status check_rules(const Rules& rules) {
    if (!is_share(rules.quorum)) return {Reason::not_fitting, "manifest: fraction"};
    if (!is_one_of(rules.quorum_measured, QuorumMeasured::at_open, QuorumMeasured::at_close) ||
        !is_one_of(rules.base, Base::summoned, Base::collected))
        return {Reason::not_fitting, "manifest: rules"};
    std::vector<std::string> names;
    for (const Threshold& threshold : rules.thresholds) {
        if (!is_share(threshold.share)) return {Reason::not_fitting, "manifest: fraction"};
        if (!is_one_of(threshold.level, Level::low, Level::medium, Level::high))
            return {Reason::not_fitting, "manifest: rules"};
        if (threshold.name.empty() || threshold.name == kNoOutcome)
            return {Reason::not_fitting, "manifest: threshold names"};
        names.push_back(threshold.name);
    }
    if (!distinct(names)) return {Reason::not_fitting, "manifest: threshold names"};
    return accepted();
}

Status check_board_terms(const Manifest& manifest) {
    const std::uint64_t n = manifest.trustees, t = manifest.threshold;
    if (!(t <= n && n < 2 * t) || n > kTrusteesMax) return {Reason::not_fitting, "manifest: n and t"};
    if (!distinct(manifest.witness_keys))
        return {Reason::not_fitting, "manifest: two confirmers with one key"};
    return accepted();
}

/// A number is free while it is neither enrolled nor given paper.
Status check_free(const RollRecord& record, const char* kind) {
    if (record.pk) return {Reason::number_taken, std::string(kind) + ": is enrolled"};
    if (record.paper) return {Reason::number_taken, std::string(kind) + ": has paper"};
    return accepted();
}

}    // namespace

Status admit(State& state, const Entry& entry, const Manifest& manifest) {
    if (manifest.officials.empty() || manifest.officials.size() > kOfficialsMax)
        return {Reason::not_fitting, "manifest: number of officials"};
    if (manifest.languages.empty() || !distinct(manifest.languages))
        return {Reason::not_fitting, "manifest: languages"};
    VOUCH_REQUIRE(check_rules(manifest.rules));
    VOUCH_REQUIRE(check_board_terms(manifest));
    if (manifest.organizers.size() > kOrganizersMax || !distinct(manifest.organizers))
        return {Reason::not_fitting, "manifest: organizers"};
    if (manifest.ring_capacity != 256 && manifest.ring_capacity != 1024 && manifest.ring_capacity != 4096)
        return {Reason::not_fitting, "manifest: ring capacity"};
    if (manifest.smallest_set < kSmallestSetLeast)
        return {Reason::not_fitting, "manifest: smallest anonymity set"};

    state.manifest = manifest;
    state.election_id = election_id_of(entry.body_bytes());
    state.tag_generators = TagGenerators::of(state.election_id);
    state.phase = Phase::setup;
    return accepted();
}

Status admit(State& state, const Entry&, const Roll& roll) {
    if (roll.people.empty()) return {Reason::not_fitting, "roll: empty"};
    if (roll.first != state.roll.size() + 1) return {Reason::not_fitting, "roll: numbers do not follow on"};
    if (state.roll.size() + roll.people.size() > kRollNumbersMax)
        return {Reason::not_fitting, "roll: more than 65,536 numbers"};
    std::unordered_set<Bytes32, DigestHash> new_keys;
    for (const Person& person : roll.people)
        if (state.code_keys.contains(person.code_key) || !new_keys.insert(person.code_key).second)
            return {Reason::not_fitting, "roll: code key twice"};

    state.code_keys.merge(new_keys);
    for (const Person& person : roll.people)
        state.roll.push_back({person.code_key, person.person_hash, std::nullopt, false});
    return accepted();
}

Status admit(State& state, const Entry& entry, const Board& board) {
    if (board.trustees.size() != state.manifest.trustees) return {Reason::malformed, "board: not n trustees"};
    std::vector<Bytes32> confirmers = state.manifest.witness_keys;
    for (const Trustee& trustee : board.trustees) confirmers.push_back(trustee.sign_key);
    if (!distinct(confirmers)) return {Reason::not_fitting, "board: two confirmers with one key"};

    state.ceremony = Ceremony{entry.leaf_hash, board, {}, {}, {}, {}};    // drops what an earlier one had
    return accepted();
}

Status admit(State& state, const Entry&, const Enrolment& enrolment) {
    RollRecord& record = state.roll[enrolment.roll_number - 1];    // on the roll: its signer was looked up
    VOUCH_REQUIRE(check_free(record, "enrolment"));
    if (state.pks.contains(enrolment.pk.bytes())) return {Reason::not_fitting, "enrolment: key used before"};
    VOUCH_REQUIRE(check_enrolment(state.election_id, enrolment));

    record.pk = enrolment.pk;
    record.taken_at = state.log.size();
    state.pks.insert(enrolment.pk.bytes());
    return accepted();
}

Status admit(State& state, const Entry&, const Revocation& revocation) {
    RollRecord& record = state.roll[revocation.roll_number - 1];
    if (record.paper) return {Reason::number_taken, "revocation: has paper"};
    if (revocation.pk != record.pk.value_or(Point()).bytes())    // no enrolment holds the identity
        return {Reason::not_fitting, "revocation: another key"};
    if (state.code_keys.contains(revocation.code_key))
        return {Reason::not_fitting, "revocation: code key used before"};

    record.pk.reset();
    record.code_key = revocation.code_key;
    state.code_keys.insert(revocation.code_key);
    return accepted();
}

Status admit(State& state, const Entry&, const Paper& paper) {
    RollRecord& record = state.roll[paper.roll_number - 1];
    VOUCH_REQUIRE(check_free(record, "paper"));
    record.paper = true;
    record.taken_at = state.log.size();
    return accepted();
}

Status admit(State& state, const Entry& entry, const Open& open) {
    const Manifest& manifest = state.manifest;
    VOUCH_REQUIRE(names_the_end(state, open, "open"));
    if (!state.ceremony || !state.ceremony->all_acknowledged())
        return {Reason::not_fitting, "open: acknowledgements are missing"};
    if (state.enrolled() < manifest.smallest_set)
        return {Reason::not_fitting, "open: fewer enrolled than the smallest set"};
    const bool missed = manifest.rules.quorum_measured == QuorumMeasured::at_open &&
                        !quorum_met(manifest.rules, state.present(), state.summoned());
    if (missed && open.override_reason.empty()) return {Reason::not_fitting, "open: no quorum"};

    std::vector<Point> keys;
    for (const RollRecord& record : state.roll)
        if (record.pk) keys.push_back(*record.pk);
    state.opening = std::make_shared<const Opening>(
        make_opening(state.election_id, entry.leaf_hash, manifest.officials.size(),
                     joint_key(state.ceremony->commitments()), state.tag_generators, std::move(keys),
                     manifest.ring_capacity));
    state.open_index = open.index;
    state.open_digest = entry.leaf_hash;
    state.present_at_open = state.present();
    state.opened_at = open.stated_time;
    state.override_reason = missed ? open.override_reason : "";
    state.sums_so_far = BallotSums(manifest.officials.size());
    state.phase = Phase::voting;
    return accepted();
}

}    // namespace vouch::election
