#include "server/entry_queue.h"

namespace vouch::server {

EntryQueue::EntryQueue(const Strand& strand, const Executors& executors, std::size_t entries_max,
                       std::function<void()> ready)
    : executors_(executors), entries_max_(entries_max), ready_(std::move(ready)), strand_(strand) {}

asio::awaitable<Result<Submitted>> EntryQueue::submit(Bytes entry, From from) {
    return answer_of(Result<Submitted>(failed_work()),
                     [self = self(), entry = std::move(entry),
                      from = std::move(from)](Then<Result<Submitted>> then) mutable {
                         self->enqueue(std::move(entry), std::move(from), std::move(then));
                     });
}

void EntryQueue::enqueue(Bytes entry, From from, Then<Result<Submitted>> then) {
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_ && in_hand_ < entries_max_) {
            asio::post(executors_.verifiers, [self = self(), entry = std::move(entry), from = std::move(from),
                                              then = std::move(then)]() mutable {
                const bool done =
                    within_edge("an entry", [&] { self->decode(entry, std::move(from), std::move(then)); });
                if (!done) self->one_done();
            });
            ++in_hand_;
            return;
        }
    }
    then(Rejection{Reason::over_capacity, "too much at a time"});
}

/// An entry may hold a thousand points: the strand has no time for that.
void EntryQueue::decode(ByteView bytes, From from, Then<Result<Submitted>> then) {
    auto entry = election::decode_entry(bytes);
    if (!entry) {
        then(entry.rejection());
        return one_done();
    }
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back({*std::move(entry), std::move(from), std::move(then)});
        if (waiting_.size() > 1) return;    // the first has called already
    }
    post_within_edge(strand_, "entries", [self = self()] { self->ready_(); });
}

void EntryQueue::one_done() {
    {
        const std::lock_guard lock(mutex_);
        if (--in_hand_ > 0 || !stopping_) return;
    }
    post_within_edge(strand_, "entries", [self = self()] { self->ready_(); });
}

bool EntryQueue::idle() const {
    const std::lock_guard lock(mutex_);
    return in_hand_ == 0;
}

void EntryQueue::stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
}

std::vector<EntryQueue::Submission> EntryQueue::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
}

void EntryQueue::answer(Submission& submission) {
    one_done();
    if (submission.then) submission.then(std::move(submission.outcome));
}

}    // namespace vouch::server
