#include "server/entry_queue.h"

namespace vouch::server {

EntryQueue::EntryQueue(const Strand& strand, const Executors& executors, std::size_t entries_max,
                       std::function<void()> ready)
    : executors_(executors), ready_(std::move(ready)), strand_(strand), places_(entries_max, kEntryParts) {}

asio::awaitable<Result<Submitted>> EntryQueue::submit(Bytes entry, From from) {
    return answer_of(Result<Submitted>(failed_work()),
                     [self = self(), entry = std::move(entry),
                      from = std::move(from)](Then<Result<Submitted>> then) mutable {
                         self->enqueue(std::move(entry), std::move(from), std::move(then));
                     });
}

void EntryQueue::enqueue(Bytes entry, From from, Then<Result<Submitted>> then) {
    auto place = places_.take(from.host, 1);
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) place.reset();
        if (place) {
            const net::Host host = from.host;
            undecoded_.push(host,
                            Undecoded{std::move(entry), std::move(from), std::move(then), *std::move(place)});
            ++in_hand_;
        }
    }
    if (!place) return then(Rejection{Reason::over_capacity, "too much at a time"});
    decode_more();
}

void EntryQueue::decode_more() {
    while (auto next = next_to_decode()) begin_to_decode(*std::move(next));
}
std::optional<EntryQueue::Undecoded> EntryQueue::next_to_decode() {
    const std::lock_guard lock(mutex_);
    if (decoding_ >= executors_.verifier_count || undecoded_.empty()) return {};
    ++decoding_;
    return undecoded_.pop();
}

void EntryQueue::begin_to_decode(Undecoded next) {
    const bool begun = within_edge("an entry", [&] {
        asio::post(executors_.verifiers, [self = self(), next = std::move(next)]() mutable {
            if (!within_edge("an entry", [&] { self->decode(std::move(next)); })) self->one_done();
            self->decoded_one();
            self->decode_more();
        });
    });
    if (begun) return;
    one_done();    // its sender is told that it failed
    decoded_one();
}

/// An entry may hold a thousand points: the strand has no time for that.
void EntryQueue::decode(Undecoded next) {
    auto entry = election::decode_entry(next.entry);
    if (!entry) {
        next.then(entry.rejection());
        return one_done();
    }
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(
            {*std::move(entry), std::move(next.from), std::move(next.then), std::move(next.place)});
        if (waiting_.size() > 1) return;    // the first has called already
    }
    post_within_edge(strand_, "entries", [self = self()] { self->ready_(); });
}

void EntryQueue::decoded_one() {
    const std::lock_guard lock(mutex_);
    --decoding_;
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
