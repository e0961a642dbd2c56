#pragma once
// A whole log at once: entries in log order go in, the state comes out, or the first entry that does not hold
// and why. The same answers as one apply after another. From the opening on entries wait until there are
// enough ballots of every ring, which are then verified in batches, on all threads there are; the next ones
// are taken in meanwhile. Memory is bounded by two windows, whatever the log.

#include <functional>
#include <memory>
#include <optional>

#include "crypto/random.h"
#include "election/replay_window.h"
#include "election/state.h"

namespace vouch::election {

/// How much may wait in a window: enough entries for full batches of every ring, or for several batches per
/// thread; and at most this many bytes and one entry.
inline constexpr std::size_t kReplayWindowBytesMax = std::size_t{32} << 20;
inline constexpr std::size_t kReplayBatchesPerThread = 4;

/// The beginning of a log: how many entries, and the root over them.
struct LogBeginning {
    std::uint64_t size = 0;
    Bytes32 root{};
    friend bool operator==(const LogBeginning&, const LogBeginning&) = default;
};

class Replay {
public:
    /// Called after every entry that was taken, in log order, with the state it led to.
    using Taken = std::function<void(const State&, const Entry&)>;
    /// `rng` gives the seeds of the batches' weights. Both it and `workers` outlive the replay.
    ///
    /// `checked_before` is a beginning whose ballots' proofs the caller knows to hold: they are not checked
    /// again. The log is refused where it has another root at that size.
    explicit Replay(Rng& rng, Taken taken = {}, Workers& workers = this_thread(),
                    const LogBeginning& checked_before = {});
    ~Replay();
    /// Sets a function that is called on this thread while the replay waits for the workers. Its argument is
    /// how many ballots are verified so far.
    using Verified = std::function<void(std::uint64_t ballots)>;
    void when_verified(Verified call) { verified_ = std::move(call); }
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;

    /// The next entry. False once one was refused, after which nothing more is looked at. Entries from the
    /// opening on may wait, so that a refusal may show only in finish(). Throws what a worker threw; the
    /// replay cannot be used after that.
    bool feed(ByteView carried);
    /// The same, for a caller that has leaf_hash(carried) already.
    bool feed(ByteView carried, const LeafHash& leaf_hash);
    /// Verifies and applies the entries that wait. False if any entry was refused. More entries may be fed
    /// afterwards.
    bool finish();

    struct Refusal {
        std::uint64_t index;    // of the entry, from 0
        Rejection why;
        std::optional<Kind> kind = {};    // where it has one
    };
    const std::optional<Refusal>& refusal() const { return refusal_; }
    /// Whether the log has grown so far, and begins as it did when its proofs were checked before.
    bool begins_as_checked() const {
        return state_.log.size() >= checked_before_.size &&
               !(refusal_ && refusal_->index < state_.log.size());
    }
    /// After all entries taken so far.
    const State& state() const { return state_; }
    State take_state() && { return std::move(state_); }

private:
    bool take(const Result<Entry>& entry, const BallotVerdict* told);
    bool full() const;
    bool turn_over();
    bool settle(std::shared_ptr<ReplayWindow>& window);

    Rng& rng_;
    const Taken taken_;
    Verified verified_;
    Workers& workers_;
    const LogBeginning checked_before_;
    std::uint64_t fed_ = 0, ballots_verified_ = 0;    // the second counts windows that were applied
    State state_;
    std::shared_ptr<ReplayWindow> filling_, checking_;    // the second one's entries come first
    std::optional<Refusal> refusal_;
};

}    // namespace vouch::election
