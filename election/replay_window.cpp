#include "election/replay_window.h"

#include <algorithm>

#include "election/batches.h"
#include "election/entry.h"

namespace vouch::election {

void ReplayWindow::add(Result<Entry> entry, std::size_t size, std::optional<ProofsCheckedBefore> before) {
    const bool ballot = entry.ok() && entry->kind() == Kind::ballot;
    bytes_ += ballot ? size : kDecodedBytesPerByte * size;
    const auto ring = ballot ? std::optional(claimed_ring(*opening_, entry->body_bytes())) : std::nullopt;
    waiting_.push_back({std::move(entry), ring, before});
}

void ReplayWindow::start(Rng& rng, Workers& workers) {
    verdicts_.resize(waiting_.size());
    post_batches(false, rng, workers);
    post_batches(true, rng, workers);
}

void ReplayWindow::post_batches(bool checked_before, Rng& rng, Workers& workers) {
    std::vector<std::size_t> ballots;
    for (std::size_t i = 0; i < waiting_.size(); ++i)
        if (waiting_[i].ring && waiting_[i].before.has_value() == checked_before) ballots.push_back(i);
    std::ranges::stable_sort(ballots, {}, [this](std::size_t i) { return waiting_[i].ring; });
    std::vector<std::uint32_t> rings;
    for (const std::size_t i : ballots) rings.push_back(*waiting_[i].ring);
    for (std::size_t first = 0; first < ballots.size();) {
        const std::size_t count = next_batch(*opening_, std::span(rings).subspan(first));
        const auto begin = ballots.begin() + static_cast<std::ptrdiff_t>(first);
        post(Batch(begin, begin + static_cast<std::ptrdiff_t>(count)), rng.bytes32(), workers);
        first += count;
    }
}

void ReplayWindow::post(Batch batch, const Bytes32& seed, Workers& workers) {
    {
        const std::lock_guard lock(mutex_);
        ++batches_left_;
    }
    try {
        workers.post([self = shared_from_this(), batch = std::move(batch), seed] { self->run(batch, seed); });
    } catch (...) {
        one_less(0, {});
        throw;
    }
}

void ReplayWindow::run(const Batch& batch, const Bytes32& seed) noexcept {
    std::exception_ptr error;
    try {
        StreamRng weights(seed);
        if (!abandoned_) verify_batch(batch, weights);
    } catch (...) {
        error = std::current_exception();
    }
    one_less(batch.size(), std::move(error));
}

void ReplayWindow::verify_batch(const Batch& batch, Rng& rng) {
    std::vector<CarriedBallot> ballots;
    for (const std::size_t i : batch) {
        const Entry& entry = *waiting_[i].entry;
        ballots.push_back({entry.body_bytes(), entry.leaf_hash});
    }
    const auto& before = waiting_[batch.front()].before;
    auto found = before ? verify(*opening_, ballots, *before) : verify(*opening_, ballots, rng);
    for (std::size_t j = 0; j < batch.size(); ++j) verdicts_[batch[j]] = std::move(found[j]);
}

void ReplayWindow::one_less(std::size_t ballots, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    --batches_left_;
    ballots_verified_ += ballots;
    changed_.notify_all();
}

void ReplayWindow::wait(const Verified& verified) {
    std::unique_lock lock(mutex_);
    while (batches_left_ > 0) {
        changed_.wait(lock);
        const std::size_t ballots = ballots_verified_;
        lock.unlock();
        verified(ballots);
        lock.lock();
    }
    if (error_) std::rethrow_exception(error_);
}

}    // namespace vouch::election
