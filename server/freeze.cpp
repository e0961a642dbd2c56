#include "server/freeze.h"

#include "server/ballot_queue.h"

namespace vouch::server {

Freeze::Freeze(const Strand& strand, const Limits& limits, LedgerGuard& ledger, Admission& admission,
               BallotQueue& queue)
    : time_(limits.freeze),
      waits_(limits.freeze_waits),
      ledger_(ledger),
      admission_(admission),
      queue_(queue),
      strand_(strand),
      timer_(strand),
      waits_timer_(strand) {}

asio::awaitable<Result<FreezeGranted>> Freeze::ask() {
    return answer_of(Result<FreezeGranted>(failed_work()), [self = self()](Waiter waiter) {
        self->queue_.close_door();    // from here on envelopes come too late
        post_within_edge(self->strand_, "a freeze",
                         [self, asked = Clock::now(), waiter = std::move(waiter)]() mutable {
                             self->begin(asked, std::move(waiter));
                         });
    });
}

/// Entries that were queued before were taken in an earlier turn of the strand.
void Freeze::begin(TimePoint asked, Waiter waiter) {
    if (stopped_) return waiter(stopping_rejection());
    if (!within_edge("a freeze", [&] { waiters_.push_back(std::move(waiter)); })) {
        if (!on_) queue_.open_door();
        return;
    }
    queue_.close_door();    // again: an earlier freeze may have ended meanwhile
    ++number_;
    if (!std::exchange(on_, true)) {    // asked for once more it lasts no longer
        admission_.set_frozen(true);
        timer_.expires_at(asked + time_);
        wait_within_edge(timer_, "the end of a freeze", [self = self()](bool expired) {
            if (expired && self->timer_.expiry() <= Clock::now()) self->end(self->number_);
        });
        waits_timer_.expires_at(asked + waits_);
        wait_within_edge(waits_timer_, "what a freeze waits for", [self = self()](bool expired) {
            if (expired && self->on_) self->queue_.wait_no_longer();
        });
    }
    queue_.tick();    // what is queued is admitted without waiting
    when_idle();
}

void Freeze::when_idle() {
    if (waiters_.empty() || !queue_.idle()) return;
    Result<FreezeGranted> answer = FreezeGranted();
    if (const auto ledger = ledger_.ledger()) {
        const election::State& state = (*ledger)->state();
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(timer_.expiry() - Clock::now());
        answer = FreezeGranted{{state.log.size(), state.log.root(),
                                static_cast<std::uint32_t>(std::max<std::int64_t>(left.count(), 0))},
                               number_};
    } else {
        answer = ledger.rejection();
    }
    for (Waiter& waiter : std::exchange(waiters_, {})) waiter(answer);
    if (!answer) end(number_);
}

void Freeze::end(std::uint64_t number) {
    if (!on_ || number != number_) return;
    thaw();
    end({Reason::over_capacity, "what was queued before took too long; ask again"});
}

/// Needs no memory: ballots are taken again, whatever becomes of what is told.
void Freeze::thaw() {
    on_ = false;
    admission_.set_frozen(false);
    timer_.cancel();
    waits_timer_.cancel();
    queue_.open_door();
}

void Freeze::end(const Rejection& told_to_waiters) {
    thaw();
    for (Waiter& waiter : std::exchange(waiters_, {})) waiter(told_to_waiters);
}

void Freeze::stop() {
    stopped_ = true;
    timer_.cancel();
    waits_timer_.cancel();
    for (Waiter& waiter : std::exchange(waiters_, {})) waiter(stopping_rejection());
}

}    // namespace vouch::server
