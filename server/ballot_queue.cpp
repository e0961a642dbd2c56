#include "server/ballot_queue.h"

#include <algorithm>
#include <iterator>

#include "server/freeze.h"

namespace vouch::server {
namespace {

/// Fewer ballots than this are not worth a batch of their own: a batch shares most of its work.
constexpr std::size_t kBallotsPerThreadMin = 32;
/// So many are verified together, and before their tick comes; more would save little, and hold up other
/// conferences.
constexpr std::size_t kBallotsTogether = 128;
/// So many are opened ahead of their verification, for each thread: what waits longer waits where it has
/// turns.
constexpr std::size_t kOpenedAhead = 2 * kBallotsTogether;

}    // namespace

BallotQueue::BallotQueue(const Strand& strand, const Executors& executors, const Limits& limits,
                         const ConferenceKeys& keys, const Noticeboard& noticeboard,
                         const CastReplies& replies, Admission& admission, Told told)
    : executors_(executors),
      limits_(limits),
      keys_(keys),
      noticeboard_(noticeboard),
      replies_(replies),
      admission_(admission),
      told_(std::move(told)),
      strand_(strand),
      tick_timer_(strand),
      arrivals_(limits.queued_ballots, executors.ballot_bytes) {}

asio::awaitable<CastAnswer> BallotQueue::cast(Bytes envelope, const Sender& sender) {
    return answer_of(CastAnswer(come_again(failed_work())),
                     [self = self(), envelope = std::move(envelope), sender](Then<CastAnswer> then) mutable {
                         if (auto refused = self->take_in(envelope, sender, then))
                             return then(*std::move(refused));
                         self->open_more();
                     });
}

/// Nothing where it was taken in, and moved from.
std::optional<CastAnswer> BallotQueue::take_in(Bytes& envelope, const Sender& sender,
                                               Then<CastAnswer>& then) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return come_again(stopping_rejection());
    if (!sender.has_worked)
        if (const unsigned bits = arrivals_.puzzle_bits(sender)) return PuzzleWanted{bits};
    auto room = arrivals_.room(sender, envelope.size());
    if (!room) return come_again({Reason::over_capacity, "too many ballots at a time"});
    arrivals_.push(sender, {std::move(envelope), std::move(then), *std::move(room), door_closed_});
    if (!door_closed_) ++envelopes_arrived_;
    return {};
}

/// Envelopes are opened in turn, and not far ahead of the ballots' verification.
void BallotQueue::open_more() {
    while (auto next = next_to_open()) open(*std::move(next));
}
std::optional<BallotQueue::Arrival> BallotQueue::next_to_open() {
    const std::lock_guard lock(mutex_);
    if (opening_ + ballots_.size() >= kOpenedAhead * executors_.verifier_count) return {};
    auto next = arrivals_.pop();
    if (next) ++opening_;
    return next;
}

void BallotQueue::open(Arrival arrival) {
    const bool late = arrival.late;
    const bool begun = within_edge("an envelope", [&] {
        asio::post(executors_.verifiers, [self = self(), late, arrival = std::move(arrival)]() mutable {
            within_edge("an envelope", [&] { self->open_envelope(std::move(arrival)); });
            self->opened_one(late);
            self->open_more();
        });
    });
    if (!begun) opened_one(late);    // its sender is told to come again
}

/// The last one may be what a freeze, or the end, waits for.
void BallotQueue::opened_one(bool late) {
    {
        const std::lock_guard lock(mutex_);
        --opening_;
        if (late || --envelopes_arrived_ > 0 || !(door_closed_ || stopping_)) return;
    }
    post_within_edge(strand_, "nothing under way", [self = self()] { self->told_.idle(); });
}

void BallotQueue::open_envelope(Arrival arrival) {
    const auto& [envelope, then, room, late] = arrival;
    const auto box_key = keys_.box_key();
    if (const auto lost = keys_.lost_box_key())    // not signed: the same ballot may be cast later
        return then(come_again(*lost));
    if (!box_key) return then(replies_.bare_refusal(envelope, {Reason::wrong_phase, "the vote is closed"}));
    if (replies_.refused_before(envelope))
        return then(replies_.bare_refusal(envelope, {Reason::bad_proof, "refused before"}));
    auto opened = election::open_envelope(*box_key, envelope);
    if (!opened) return then(replies_.bare_refusal(envelope, opened.rejection()));
    const std::size_t body_bytes = opened->ballot_body.size();
    PendingCast cast{std::move(arrival.envelope),
                     std::move(opened->reply_key),
                     election::decode_entry(election::make_ballot_entry(opened->ballot_body)),
                     std::move(arrival.then),
                     std::move(arrival.room),
                     Clock::now()};
    if (!cast.entry) return replies_.refuse(cast, cast.entry.rejection());
    enqueue(std::move(cast), body_bytes, arrival.late);
}

/// What apply will say of every ballot of that size, as things stand; nothing where it must look. So nobody
/// fills the queue with what no ballot of this election looks like.
std::optional<Rejection> BallotQueue::foreseen(std::size_t body_bytes) const {
    const auto now = noticeboard_.published();
    const bool voting = now->phase == election::Phase::voting;
    const bool confirmed = voting && now->confirmed;
    const bool fits =
        now->opening && body_bytes == election::ballot_body_bytes(now->opening->officials, now->opening->m);
    if (fits && (confirmed || !voting)) return {};    // not voting any more: it may be in the log
    if (!voting)
        return Rejection{Reason::wrong_phase, "ballot while " + std::string(election::name(now->phase))};
    if (!confirmed) return Rejection{Reason::too_early, "open not confirmed"};
    return Rejection{Reason::malformed, "ballot: length"};
}

void BallotQueue::enqueue(PendingCast cast, std::size_t body_bytes, bool late) {
    if (late) return replies_.refuse(cast, frozen_rejection());
    if (auto known = foreseen(body_bytes)) return replies_.refuse(cast, *std::move(known));
    {
        const std::lock_guard lock(mutex_);
        ballots_.push_back(std::move(cast));
    }
    post_within_edge(strand_, "a ballot in the queue", [self = self()] {
        if (self->hurried()) return self->tick();
        self->arm_tick();
        self->verify_before_tick();
    });
}

void BallotQueue::close_door() {
    const std::lock_guard lock(mutex_);
    door_closed_ = true;
}
void BallotQueue::open_door() {
    const std::lock_guard lock(mutex_);
    door_closed_ = false;
}
void BallotQueue::wait_no_longer() {
    {
        const std::lock_guard lock(mutex_);
        arrivals_.each([this](Arrival& waiting) {
            if (!std::exchange(waiting.late, true)) --envelopes_arrived_;
        });
        if (envelopes_arrived_ > 0) return;
    }
    post_within_edge(strand_, "nothing under way", [self = self()] { self->told_.idle(); });
}
bool BallotQueue::idle() const {
    if (!taken_.empty() || admission_.waiting() > 0) return false;
    const std::lock_guard lock(mutex_);
    return envelopes_arrived_ == 0 && ballots_.empty();
}
/// Whether a freeze, or the end, waits until every ballot has its answer.
bool BallotQueue::hurried() const {
    const std::lock_guard lock(mutex_);
    return door_closed_ || stopping_;
}

void BallotQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    tick_timer_.cancel();
    tick();
}

/// The next tick is at a multiple of the interval, whenever a ballot came.
void BallotQueue::arm_tick() {
    if (std::exchange(tick_armed_, true)) return;
    const Duration now = Clock::now().time_since_epoch();
    tick_timer_.expires_at(TimePoint((now / limits_.tick + 1) * limits_.tick));
    wait_within_edge(tick_timer_, "a tick", [self = self()](bool) {
        self->tick_armed_ = false;
        self->tick();
    });
}

void BallotQueue::tick() {
    if (std::exchange(tick_due_, true)) return;    // the last one is not over
    or_at_next_tick([&] {
        due_ = queued();
        verify_due();
    });
}

/// What fails in a tick is done in the next.
template <class Work>
void BallotQueue::or_at_next_tick(Work&& work) {
    if (within_edge("a tick", std::forward<Work>(work))) return;
    tick_due_ = false;
    arm_tick();
}

/// What is due is verified on all threads, and then admitted. No more waits for a thread than there are, so
/// that other conferences have their turn.
void BallotQueue::verify_due() {
    while (due_ > 0 && under_way_ < executors_.verifier_count) {
        const std::size_t threads = executors_.verifier_count - under_way_;
        const std::size_t share = std::max((due_ + threads - 1) / threads, kBallotsPerThreadMin);
        const std::size_t count = std::min({due_, share, kBallotsTogether});
        due_ -= count;
        verify(count);
    }
    if (due_ == 0 && under_way_ == 0) admit();
}

/// Otherwise the threads would have nothing to do between two ticks, and too much at each.
void BallotQueue::verify_before_tick() {
    if (tick_due_) return;
    while (under_way_ < executors_.verifier_count && queued() >= kBallotsTogether) verify(kBallotsTogether);
}

/// Those that may still be admitted at the next tick.
std::size_t BallotQueue::queued() const {
    std::size_t taken = 0;
    for (const auto& work : taken_) taken += work->batch.size();
    const std::lock_guard lock(mutex_);
    return std::min(ballots_.size(), limits_.batch_ballots - taken);
}

/// The first `count` of the queue, on one thread.
void BallotQueue::verify(std::size_t count) {
    const auto work = std::make_shared<Verification>();
    work->batch.reserve(count);
    work->verdicts.resize(count);
    taken_.push_back(work);
    {
        const std::lock_guard lock(mutex_);    // from here on nothing needs memory, so no ballot is lost
        const auto end = ballots_.begin() + static_cast<std::ptrdiff_t>(count);
        work->batch.assign(std::make_move_iterator(ballots_.begin()), std::make_move_iterator(end));
        ballots_.erase(ballots_.begin(), end);
    }
    ++under_way_;
    const auto now = noticeboard_.published();
    // Otherwise apply says so without looking at a proof.
    const bool worth_verifying = now->phase == election::Phase::voting && now->confirmed;
    post_within_edge(executors_.verifiers, "verification", [self = self(), work, worth_verifying, now] {
        if (worth_verifying) within_edge("verification", [&] { verify_all(*work, *now->opening); });
        post_within_edge(self->strand_, "verified ballots", [self] { self->verified(); });
    });
    open_more();
}

/// Ballots that it leaves without a verdict are verified at their turn.
void BallotQueue::verify_all(Verification& work, const election::Opening& opening) {
    std::vector<election::CarriedBallot> ballots;
    for (const PendingCast& cast : work.batch)
        ballots.push_back({cast.entry->body_bytes(), cast.entry->leaf_hash});
    std::ranges::move(election::verify(opening, ballots, system_rng()), work.verdicts.begin());
}

void BallotQueue::verified() {
    --under_way_;
    if (!tick_due_) return verify_before_tick();
    or_at_next_tick([&] { verify_due(); });
}

/// Answers what is due of all that was verified; the rest waits for another tick.
void BallotQueue::admit() {
    tick_due_ = false;
    std::size_t verified = 0;
    for (const auto& work : taken_) verified += work->batch.size();
    admission_.expect(verified);
    for (const auto& work : std::exchange(taken_, {}))
        for (std::size_t i = 0; i < work->batch.size(); ++i)
            admission_.wait({std::move(work->batch[i]), std::move(work->verdicts[i])});
    admission_.admit(hurried(), told_.log_grown);

    bool more = false;
    {
        const std::lock_guard lock(mutex_);
        more = !ballots_.empty();
    }
    if (more && hurried())
        post_within_edge(strand_, "a tick", [self = self()] { self->tick(); });
    else if (more || admission_.waiting() > 0)
        arm_tick();
    verify_before_tick();
    told_.idle();
}

}    // namespace vouch::server
