#include "election/refusal.h"

#include <array>

#include "crypto/random.h"
#include "election/entry.h"

namespace vouch::election {
namespace {

/// Whether the log's key signed this refusal, of the envelope that these parts make.
Status check_signature(const State& state, const Bytes32& log_key, const RefusalEvidence& evidence) {
    VOUCH_TRY(envelope, seal_envelope(state.manifest.box_key, SecretBytes<32>(evidence.reply_key),
                                      evidence.ballot_body));
    const CastRefusal refusal{{evidence.reason, ""}, 0, evidence.signature};
    if (refusal_holds(log_key, state.election_id, envelope, refusal)) return accepted();
    return {Reason::bad_signature, "refusal: not signed for this ballot"};
}

/// Why it is no ballot of this opening; nothing where it is one whose proof holds.
std::optional<Rejection> fault_of(const Opening& opening, ByteView body) {
    const auto verdicts = verify(opening, std::span<const ByteView>(&body, 1), system_rng());
    if (verdicts.front().ok()) return {};
    return verdicts.front().rejection();
}

bool log_holds(const State& state, ByteView body) {
    return state.leaf_hashes.contains(leaf_hash(make_ballot_entry(body)));
}

/// Of a good ballot that the log does not hold.
RefusalStanding revision_refused(const State& state, const BallotHead& head) {
    if (head.revision > state.manifest.revotes) return RefusalStanding::right;
    const auto last = state.ballots.find(head.tag);
    const std::uint32_t logged = last == state.ballots.end() ? 0 : last->second.revision + 1;
    if (head.revision > logged) return RefusalStanding::right;
    if (logged == 0) return RefusalStanding::wrong;
    return RefusalStanding::cannot_be_told;
}

RefusalStanding standing_of(const State& state, const RefusalEvidence& evidence) {
    switch (evidence.reason) {
        case Reason::wrong_phase:
            return state.close_index > 0 || !state.annulment_reason.empty() ? RefusalStanding::cannot_be_told
                                                                            : RefusalStanding::wrong;
        case Reason::wrong_revision:
            return revision_refused(state, *ballot_head(evidence.ballot_body));
        case Reason::too_early:
        case Reason::over_capacity:
        case Reason::puzzle_needed:
            return RefusalStanding::cannot_be_told;
        default:
            return RefusalStanding::wrong;
    }
}

}    // namespace

std::string_view name(RefusalStanding standing) {
    static constexpr std::array<std::string_view, 4> kNames{"right", "wrong", "recorded", "cannot be told"};
    return kNames.at(static_cast<std::size_t>(standing));
}

Result<JudgedRefusal> judge_refusal(const State& state, const Bytes32& log_key,
                                    const RefusalEvidence& evidence) {
    if (evidence.election_id != state.election_id)
        return {Reason::not_fitting, "refusal: of another election"};
    if (!state.opening) return {Reason::too_early, "refusal: the log holds no open"};
    VOUCH_REQUIRE(check_signature(state, log_key, evidence));
    if (auto fault = fault_of(*state.opening, evidence.ballot_body))
        return JudgedRefusal{RefusalStanding::right, std::move(fault)};
    if (log_holds(state, evidence.ballot_body)) return JudgedRefusal{RefusalStanding::recorded, {}};
    return JudgedRefusal{standing_of(state, evidence), {}};
}

}    // namespace vouch::election
