#pragma once
// The quiet before an open or a close, which names the log's head: nothing else is admitted meanwhile.
// docs/architecture.md, "One ballot's way".

#include <vector>

#include "server/ledger_guard.h"
#include "server/limits.h"
#include "server/part.h"
#include "wire/answers.h"

namespace vouch::server {

class Admission;
class BallotQueue;

struct FreezeGranted {
    wire::Frozen frozen;
    std::uint64_t number = 0;    // of the freeze
};

inline Rejection frozen_rejection() {
    return {Reason::too_early, "an opening or a close is being prepared"};
}
inline Rejection stopping_rejection() {
    return {Reason::over_capacity, "the server stops"};
}

class Freeze : public Part<Freeze> {
public:
    /// Everything passed by reference outlives it.
    Freeze(const Strand& strand, const Limits& limits, LedgerGuard& ledger, Admission& admission,
           BallotQueue& queue);

    /// May be awaited on any thread. Whatever was queued before is admitted without waiting for a tick, for
    /// others or for its spacing; what is not opened within Limits::freeze_waits comes too late, so that
    /// nobody holds off an open or a close. Then only one of these is taken, until one was taken, the time is
    /// over, or end() is called. Answered once nothing queued is left; over capacity where the time is over
    /// before.
    asio::awaitable<Result<FreezeGranted>> ask();

    // On the strand.
    bool on() const { return on_; }
    void end(const Rejection& told_to_waiters);
    /// The same, unless another freeze came after the one of that number.
    void end(std::uint64_t number);
    /// Answers the request where nothing is under way any more.
    void when_idle();
    void stop();

private:
    void thaw();
    using Waiter = Then<Result<FreezeGranted>>;
    void begin(TimePoint asked, Waiter waiter);

    const Duration time_, waits_;
    LedgerGuard& ledger_;
    Admission& admission_;
    BallotQueue& queue_;
    Strand strand_;

    // On the strand.
    bool on_ = false, stopped_ = false;
    std::uint64_t number_ = 0;    // the number of the last freeze
    std::vector<Waiter> waiters_;
    Timer timer_, waits_timer_;
};

}    // namespace vouch::server
