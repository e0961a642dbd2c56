#include "election/replay.h"

#include <utility>

#include "election/batches.h"

namespace vouch::election {

Replay::Replay(Rng& rng, Taken taken, Workers& workers, const LogBeginning& checked_before)
    : rng_(rng), taken_(std::move(taken)), workers_(workers), checked_before_(checked_before) {}

Replay::~Replay() {
    for (const auto& window : {filling_, checking_})
        if (window) window->abandon();
}

bool Replay::feed(ByteView carried) {
    return feed(carried, leaf_hash(carried));
}

bool Replay::feed(ByteView carried, const LeafHash& leaf_hash) {
    if (refusal_) return false;
    const std::uint64_t index = fed_++;
    if (!filling_ && state_.phase == Phase::voting) filling_ = std::make_shared<ReplayWindow>(state_.opening);
    auto entry = decode_entry(carried, leaf_hash);
    if (!filling_) return take(entry, nullptr);
    const bool before = index < checked_before_.size;
    filling_->add(std::move(entry), carried.size(),
                  before ? std::optional(ProofsCheckedBefore()) : std::nullopt);
    return !full() || turn_over();
}

bool Replay::full() const {
    const std::size_t batches =
        std::max(state_.opening->rings.size(), kReplayBatchesPerThread * workers_.count());
    return filling_->size() >= batches * kBatchBallots || filling_->bytes() >= kReplayWindowBytesMax;
}

/// The window that is full goes to the workers, and the one before it is applied meanwhile.
bool Replay::turn_over() {
    filling_->start(rng_, workers_);
    std::swap(filling_, checking_);
    const bool fine = settle(filling_);
    if (fine) filling_ = std::make_shared<ReplayWindow>(state_.opening);
    return fine;
}

bool Replay::finish() {
    if (refusal_) return false;
    if (filling_) filling_->start(rng_, workers_);
    return settle(checking_) && settle(filling_);
}

bool Replay::settle(std::shared_ptr<ReplayWindow>& window) {
    const auto settled = std::exchange(window, nullptr);
    if (!settled) return true;
    settled->wait([this](std::size_t ballots) {
        if (verified_) verified_(ballots_verified_ + ballots);
    });
    for (std::size_t i = 0; i < settled->size(); ++i) {
        const auto verdict = settled->take_verdict(i);
        ballots_verified_ += verdict ? 1 : 0;
        if (!take(settled->take(i), verdict ? &*verdict : nullptr)) return false;
    }
    return true;
}

bool Replay::take(const Result<Entry>& entry, const BallotVerdict* told) {
    const Status status = !entry.ok() ? Status(entry.rejection())
                          : told      ? apply(state_, *entry, *told)
                                      : apply(state_, *entry);
    if (!status.ok()) {
        refusal_ = Refusal{state_.log.size(), status.rejection(),
                           entry.ok() ? std::optional(entry->kind()) : std::nullopt};
        return false;
    }
    if (state_.log.size() == checked_before_.size && state_.log.root() != checked_before_.root) {
        refusal_ = Refusal{state_.log.size() - 1,
                           {Reason::not_fitting, "up to here it is not the log that was checked before"}};
        return false;
    }
    if (taken_) taken_(state_, *entry);
    return true;
}

}    // namespace vouch::election
