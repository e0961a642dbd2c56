#include "server/spacing.h"

namespace vouch::server {
namespace {

constexpr std::uint32_t kLongerFromRevision = 3;    // the third replacement

/// Whether apply would take it as the tag's next ballot.
bool is_next_replacement(const election::State& state, const election::VerifiedBallot& ballot) {
    const auto last = state.ballots.find(ballot.tag().bytes());
    return state.phase == election::Phase::voting && ballot.revision() <= state.manifest.revotes &&
           last != state.ballots.end() && ballot.revision() == last->second.revision + 1;
}

}    // namespace

Duration Spacing::wait(std::uint32_t revision, bool last_call) const {
    if (last_call) return after_.last_call;
    return revision < kLongerFromRevision ? after_.first : after_.third;
}

Duration Spacing::left(const election::State& state, const election::VerifiedBallot& ballot, bool last_call,
                       TimePoint now) const {
    if (!is_next_replacement(state, ballot)) return Duration::zero();
    const auto last = last_.find(ballot.tag().bytes());
    if (last == last_.end()) return Duration::zero();
    return std::max(last->second + wait(ballot.revision(), last_call) - now, Duration::zero());
}

void Spacing::admitted(const Bytes32& tag, TimePoint now) {
    if (after_.longest() == Duration::zero()) return;
    while (!in_order_.empty() && in_order_.front().first + after_.longest() <= now) {
        const auto& [time, old] = in_order_.front();
        if (const auto last = last_.find(old); last != last_.end() && last->second == time) last_.erase(last);
        in_order_.pop_front();
    }
    last_[tag] = now;
    in_order_.emplace_back(now, tag);
}

}    // namespace vouch::server
