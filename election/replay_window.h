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

/// One thread fills it, other threads check it, and the first one then reads it. It is never copied or moved,
/// since the tasks that check it hold pointers to it.
class ReplayWindow : public std::enable_shared_from_this<ReplayWindow> {
public:
    explicit ReplayWindow(std::shared_ptr<const Opening> opening) : opening_(std::move(opening)) {}

    /// Adds an entry of that size, or why its bytes are no entry; that is reported when the entry would be
    /// applied.
    void add(Result<Entry> entry, std::size_t size, std::optional<ProofsCheckedBefore> before);
    std::size_t size() const { return waiting_.size(); }
    std::size_t bytes() const { return bytes_; }    // that the entries may take of memory

    /// Starts verifying the ballots in batches, each with weights from a stream of its own, seeded from
    /// `rng`. Nothing is added afterwards.
    void start(Rng& rng, Workers& workers);
    /// Called on the waiting thread with how many ballots are verified so far.
    using Verified = std::function<void(std::size_t ballots)>;
    /// Waits until all batches are verified. Throws what one of them threw.
    void wait(const Verified& verified);
    /// Skips all batches that have not begun. Called where nobody waits for them any more.
    void abandon() { abandoned_ = true; }
    // After wait(), once for each entry. What was taken out no longer takes memory, which the next window's
    // verdicts need meanwhile. An entry that is no ballot has no verdict.
    Result<Entry> take(std::size_t i) { return std::move(waiting_[i].entry); }
    std::optional<BallotVerdict> take_verdict(std::size_t i) { return std::move(verdicts_[i]); }

private:
    /// Indexes in the window, of ballots whose proofs were all checked before, or of ballots whose proofs
    /// were not.
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
    /// How much memory a byte of an entry may take once it is decoded, since an empty element of a list has
    /// two bytes.
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
