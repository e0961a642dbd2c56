#include "election/replay.h"

namespace vouch::election {

Replay::Replay(Rng& rng, Taken taken) : rng_(rng), taken_(std::move(taken)) {}

bool Replay::feed(ByteView carried) {
    if (refusal_) return false;
    auto entry = decode_entry(carried);
    // Only ballots that were verified wait, and a ballot leaves phase and opening as they are, so that
    // whoever waits is judged by what it would have met.
    if (entry.ok() && entry->kind() == Kind::ballot && state_.phase == Phase::voting) {
        waiting_.push_back(*std::move(entry));
        return waiting_.size() < kReplayBatchBallots || settle();
    }
    if (!settle()) return false;
    if (!entry.ok()) {
        refusal_ = Refusal{state_.log.size(), entry.rejection()};
        return false;
    }
    return settled(apply(state_, *entry), *entry);
}

bool Replay::finish() {
    return !refusal_ && settle();
}

bool Replay::settle() {
    if (waiting_.empty()) return true;
    std::vector<ByteView> bodies;
    for (const Entry& entry : waiting_) bodies.push_back(entry.body_bytes);
    const auto verdicts = verify(*state_.opening, bodies, rng_);
    for (std::size_t i = 0; i < waiting_.size(); ++i)
        if (!settled(apply(state_, waiting_[i], verdicts[i]), waiting_[i])) return false;
    waiting_.clear();
    return true;
}

bool Replay::settled(const Status& status, const Entry& entry) {
    if (!status.ok()) {
        refusal_ = Refusal{state_.log.size(), status.rejection()};
        return false;
    }
    if (taken_) taken_(state_, entry);
    return true;
}

}    // namespace vouch::election
