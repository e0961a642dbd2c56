#pragma once
// A whole log at once: entries in log order go in, the state comes out, or the first entry that does not hold
// and why. The same answers as one apply after another; ballots that follow each other are verified in
// batches.

#include <functional>
#include <optional>
#include <vector>

#include "crypto/random.h"
#include "election/state.h"

namespace vouch::election {

/// Ballots that are verified together at most.
inline constexpr std::size_t kReplayBatchBallots = 256;

class Replay {
public:
    /// Called after every entry that was taken, in log order, with the state it led to.
    using Taken = std::function<void(const State&, const Entry&)>;
    /// `rng` gives the weights of batch verification; it outlives the replay.
    explicit Replay(Rng& rng, Taken taken = {});

    /// The next entry. False once one was refused, after which nothing more is looked at. Ballots may wait
    /// for others: what they lead to is known after an entry of another kind, or finish().
    bool feed(ByteView carried);
    /// Settles the ballots that wait. False if any entry was refused.
    bool finish();

    struct Refusal {
        std::uint64_t index;    // of the entry, from 0
        Rejection why;
    };
    const std::optional<Refusal>& refusal() const { return refusal_; }
    /// After all entries taken so far.
    const State& state() const { return state_; }
    State take_state() && { return std::move(state_); }

private:
    bool settle();
    bool settled(const Status& status, const Entry& entry);

    Rng& rng_;
    Taken taken_;
    State state_;
    std::vector<Entry> waiting_;    // ballots
    std::optional<Refusal> refusal_;
};

}    // namespace vouch::election
