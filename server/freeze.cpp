#include "server/freeze.h"

#include "server/ballot_queue.h"

namespace vouch::server {

Freeze::Freeze(const Strand& strand, Duration time, LedgerGuard& ledger, Admission& admission,
               BallotQueue& queue)
    : time_(time), ledger_(ledger), admission_(admission), queue_(queue), strand_(strand), timer_(strand) {}

void Freeze::ask(Then<Result<FreezeGranted>> then) {
    queue_.close_door();    // from here on envelopes come too late
    post_within_edge(strand_, "a freeze",
                     [self = self(), ends = Clock::now() + time_, then = std::move(then)]() mutable {
                         self->begin(ends, std::move(then));
                     });
}

/// Entries that were queued before were taken in an earlier turn of the strand.
void Freeze::begin(TimePoint ends, Then<Result<FreezeGranted>> then) {
    if (stopped_) return then(stopping_rejection());
    queue_.close_door();    // again: an earlier freeze may have ended meanwhile
    ++number_;
    waiters_.push_back(std::move(then));
    if (!std::exchange(on_, true)) {    // asked for once more it lasts no longer
        admission_.set_frozen(true);
        timer_.expires_at(ends);
        wait_within_edge(timer_, "the end of a freeze", [self = self()](bool expired) {
            if (expired && self->timer_.expiry() <= Clock::now()) self->end(self->number_);
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
    for (auto& then : std::exchange(waiters_, {})) then(answer);
    if (!answer) end(number_);
}

void Freeze::end(std::uint64_t number) {
    if (on_ && number == number_)
        end({Reason::over_capacity, "what was queued before took too long; ask again"});
}

void Freeze::end(const Rejection& told_to_waiters) {
    on_ = false;
    admission_.set_frozen(false);
    timer_.cancel();
    queue_.open_door();
    for (auto& then : std::exchange(waiters_, {})) then(told_to_waiters);
}

void Freeze::stop() {
    stopped_ = true;
    timer_.cancel();
    for (auto& then : std::exchange(waiters_, {})) then(stopping_rejection());
}

}    // namespace vouch::server
