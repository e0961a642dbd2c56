#pragma once
// Entries of a log that wait to be applied while other threads check the proofs of the ballots among them.

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "election/ballot.h"
#include "election/workers.h"

namespace vouch::election {

/// Filled by one thread, then checked, then read by that one again; it is never copied or moved, since the
/// tasks that check it hold on to it.
class ReplayWindow : public std::enable_shared_from_this<ReplayWindow> {
public:
    explicit ReplayWindow(std::shared_ptr<const Opening> opening) : opening_(std::move(opening)) {}

    /// Any bytes: whether they are an entry is for whoever applies them to say.
    void add(ByteView carried, const Bytes32& leaf_hash, std::optional<ProofsCheckedBefore> before);
    std::size_t size() const { return waiting_.size(); }
    std::size_t bytes() const { return bytes_; }    // of all entries
    ByteView carried(std::size_t i) const { return waiting_[i].carried; }
    const Bytes32& leaf_hash(std::size_t i) const { return waiting_[i].leaf_hash; }

    /// Has the ballots verified in batches, each with weights from a stream of its own: nothing is added
    /// after that. Seeds come from `rng`.
    void start(Rng& rng, Workers& workers);
    /// Called while one waits, on its thread, with how many ballots are verified so far.
    using Verified = std::function<void(std::size_t ballots)>;
    /// Until all batches are verified. Throws what one of them threw.
    void wait(const Verified& verified);
    /// What is not being verified already never will be; nobody waits any more.
    void abandon() { abandoned_ = true; }
    /// After wait(): what verify() says of a ballot; nothing of an entry that is none.
    const std::optional<BallotVerdict>& verdict(std::size_t i) const { return verdicts_[i]; }
    /// What was applied takes no more memory, which the next window's verdicts need meanwhile.
    void forget(std::size_t i) {
        waiting_[i].carried = Bytes();
        verdicts_[i].reset();
    }

private:
    /// Places in the window, of ballots whose proofs were all checked before, or none of them.
    using Batch = std::vector<std::size_t>;
    void post_batches(bool checked_before, Rng& rng, Workers& workers);
    void verify_batch(const Batch& batch, Rng& rng);
    void run(const Batch& batch, const Bytes32& seed) noexcept;
    void post(Batch batch, const Bytes32& seed, Workers& workers);
    void one_less(std::size_t ballots, std::exception_ptr error);

    struct Waiting {
        Bytes carried;
        Bytes32 leaf_hash;
        std::optional<std::uint32_t> ring;    // of a ballot, as claimed
        std::optional<ProofsCheckedBefore> before;
    };
    const std::shared_ptr<const Opening> opening_;
    std::vector<Waiting> waiting_;
    std::size_t bytes_ = 0;
    std::vector<std::optional<BallotVerdict>> verdicts_;
    std::atomic<bool> abandoned_ = false;
    std::mutex mutex_;    // of what follows
    std::condition_variable changed_;
    std::size_t batches_left_ = 0, ballots_verified_ = 0;
    std::exception_ptr error_;    // the first
};

}    // namespace vouch::election
