#pragma once
// Entries of a log that wait to be applied while other threads check the proofs of the ballots among them.

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "election/ballot.h"
#include "election/entry.h"
#include "election/workers.h"

namespace vouch::election {

/// Filled by one thread, then checked, then read by that one again; it is never copied or moved, since the
/// tasks that check it hold on to it.
class ReplayWindow : public std::enable_shared_from_this<ReplayWindow> {
public:
    explicit ReplayWindow(std::shared_ptr<const Opening> opening) : opening_(std::move(opening)) {}

    /// An entry of that size, or why its bytes are none: whoever applies it says so when its turn has come.
    void add(Result<Entry> entry, std::size_t size, std::optional<ProofsCheckedBefore> before);
    std::size_t size() const { return waiting_.size(); }
    std::size_t bytes() const { return bytes_; }    // that the entries may take of memory

    /// Has the ballots verified in batches, each with weights from a stream of its own: nothing is added
    /// after that. Seeds come from `rng`.
    void start(Rng& rng, Workers& workers);
    /// Called while one waits, on its thread, with how many ballots are verified so far.
    using Verified = std::function<void(std::size_t ballots)>;
    /// Until all batches are verified. Throws what one of them threw.
    void wait(const Verified& verified);
    /// What is not being verified already never will be; nobody waits any more.
    void abandon() { abandoned_ = true; }
    /// After wait(), once for each: what verify() says of a ballot; nothing of an entry that is none. What
    /// was taken out takes no more memory, which the next window's verdicts need meanwhile.
    Result<Entry> take(std::size_t i) { return std::move(waiting_[i].entry); }
    std::optional<BallotVerdict> take_verdict(std::size_t i) { return std::move(verdicts_[i]); }

private:
    /// Places in the window, of ballots whose proofs were all checked before, or none of them.
    using Batch = std::vector<std::size_t>;
    void post_batches(bool checked_before, Rng& rng, Workers& workers);
    void verify_batch(const Batch& batch, Rng& rng);
    void run(const Batch& batch, const Bytes32& seed) noexcept;
    void post(Batch batch, const Bytes32& seed, Workers& workers);
    void one_less(std::size_t ballots, std::exception_ptr error);

    struct Waiting {
        Result<Entry> entry;
        std::optional<std::uint32_t> ring;    // of a ballot, as claimed
        std::optional<ProofsCheckedBefore> before;
    };
    const std::shared_ptr<const Opening> opening_;
    std::vector<Waiting> waiting_;
    /// What a byte of an entry may take once it is decoded: two of them can be an empty element of a list.
    static constexpr std::size_t kDecodedBytesPerByte = 64;
    std::size_t bytes_ = 0;
    std::vector<std::optional<BallotVerdict>> verdicts_;
    std::atomic<bool> abandoned_ = false;
    std::mutex mutex_;    // of what follows
    std::condition_variable changed_;
    std::size_t batches_left_ = 0, ballots_verified_ = 0;
    std::exception_ptr error_;    // the first
};

}    // namespace vouch::election
