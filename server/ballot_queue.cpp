#include "server/ballot_queue.h"

#include <algorithm>
#include <iterator>

#include "server/freeze.h"

namespace vouch::server {
namespace {

/// Fewer ballots than this are not worth a batch of their own: a batch shares most of its work.
constexpr std::size_t kBallotsPerThreadMin = 32;
/// So many are verified before their tick comes; more together would save little.
constexpr std::size_t kBallotsBeforeTick = 128;

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
      tick_timer_(strand) {}

void BallotQueue::cast(Bytes envelope, Then<CastAnswer> then) {
    bool late = false;
    {
        const std::lock_guard lock(mutex_);
        late = door_closed_;
        if (!late) ++envelopes_arrived_;
    }
    asio::post(executors_.verifiers,
               [self = self(), envelope = std::move(envelope), then = std::move(then), late]() mutable {
                   const bool opened = within_edge(
                       "an envelope", [&] { self->open_envelope(std::move(envelope), then, late); });
                   if (!opened)
                       then(election::CastRefusal{failed_work(), retry_after_ms(Reason::over_capacity), {}});
                   if (!late) self->opened_one();
               });
}

/// The last one may be what a freeze, or the end, waits for.
void BallotQueue::opened_one() {
    const std::lock_guard lock(mutex_);
    if (--envelopes_arrived_ == 0 && (door_closed_ || stopping_))
        post_within_edge(strand_, "nothing under way", [self = self()] { self->told_.idle(); });
}

void BallotQueue::open_envelope(Bytes envelope, const Then<CastAnswer>& then, bool late) {
    const auto box_key = keys_.box_key();
    if (const auto lost = keys_.lost_box_key())    // not signed: the same ballot may be cast later
        return then(election::CastRefusal{*lost, retry_after_ms(lost->reason), {}});
    if (!box_key) return then(replies_.bare_refusal(envelope, {Reason::wrong_phase, "the vote is closed"}));
    if (replies_.refused_before(envelope))
        return then(replies_.bare_refusal(envelope, {Reason::bad_proof, "refused before"}));
    auto opened = election::open_envelope(*box_key, envelope);
    if (!opened) return then(replies_.bare_refusal(envelope, opened.rejection()));
    const std::size_t body_bytes = opened->ballot_body.size();
    PendingCast cast{std::move(envelope), std::move(opened->reply_key),
                     election::decode_entry(election::make_ballot_entry(opened->ballot_body)), then,
                     Clock::now()};
    if (!cast.entry) return replies_.refuse(cast, cast.entry.rejection());
    enqueue(std::move(cast), body_bytes, late);
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

/// By number, and by what they hold in memory: each the envelope and the entry. With the mutex held.
bool BallotQueue::has_room(std::size_t body_bytes) const {
    const std::size_t by_bytes = limits_.queued_ballot_bytes / (2 * body_bytes + 1);
    return casts_in_hand_ < std::min(limits_.queued_ballots, by_bytes);
}

void BallotQueue::enqueue(PendingCast cast, std::size_t body_bytes, bool late) {
    if (late) return replies_.refuse(cast, frozen_rejection());
    if (auto known = foreseen(body_bytes)) return replies_.refuse(cast, *std::move(known));
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_ && has_room(body_bytes)) {
            ++casts_in_hand_;
            ballots_.push_back(std::move(cast));
            post_within_edge(strand_, "a ballot in the queue", [self = self()] {
                if (self->hurried()) return self->tick();
                self->arm_tick();
                self->verify_before_tick();
            });
            return;
        }
    }
    replies_.refuse(cast, {Reason::over_capacity, "too many ballots at a time"});
}

void BallotQueue::close_door() {
    const std::lock_guard lock(mutex_);
    door_closed_ = true;
}
void BallotQueue::open_door() {
    const std::lock_guard lock(mutex_);
    door_closed_ = false;
}
bool BallotQueue::idle() const {
    const std::lock_guard lock(mutex_);
    return envelopes_arrived_ == 0 && casts_in_hand_ == 0;
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
    or_at_next_tick([&] { verify_and_admit(); });
}

/// What fails in a tick is done in the next.
template <class Work>
void BallotQueue::or_at_next_tick(Work&& work) {
    if (within_edge("a tick", std::forward<Work>(work))) return;
    tick_due_ = false;
    arm_tick();
}

void BallotQueue::verify_and_admit() {
    const std::size_t waiting = queued();
    const std::size_t parts =
        std::clamp<std::size_t>(waiting / kBallotsPerThreadMin, 1, executors_.verifier_count);
    for (std::size_t part = 0; part < parts; ++part)
        verify(waiting * (part + 1) / parts - waiting * part / parts);
    if (under_way_ == 0) admit();
}

/// Otherwise the threads would have nothing to do between two ticks, and too much at each.
void BallotQueue::verify_before_tick() {
    if (tick_due_) return;
    while (under_way_ < executors_.verifier_count && queued() >= kBallotsBeforeTick)
        verify(kBallotsBeforeTick);
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
    if (count == 0) return;
    const auto work = std::make_shared<Verification>();
    {
        const std::lock_guard lock(mutex_);
        const auto end = ballots_.begin() + static_cast<std::ptrdiff_t>(count);
        work->batch.assign(std::make_move_iterator(ballots_.begin()), std::make_move_iterator(end));
        ballots_.erase(ballots_.begin(), end);
    }
    work->verdicts.resize(work->batch.size());
    taken_.push_back(work);
    ++under_way_;
    const auto now = noticeboard_.published();
    // Otherwise apply says so without looking at a proof.
    const bool worth_verifying = now->phase == election::Phase::voting && now->confirmed;
    const bool begun = within_edge("verification", [&] {
        post_within_edge(executors_.verifiers, "verification",
                         [self = self(), work, worth_verifying, opening = now->opening] {
                             if (worth_verifying)
                                 within_edge("verification", [&] { verify_all(*work, *opening); });
                             post_within_edge(self->strand_, "verified ballots",
                                              [self] { self->verified(); });
                         });
    });
    if (!begun) --under_way_;    // they are verified at their turn
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
    if (under_way_ == 0) or_at_next_tick([&] { admit(); });
}

/// Answers what is due of all that was verified; the rest waits for another tick.
void BallotQueue::admit() {
    tick_due_ = false;
    for (const auto& work : std::exchange(taken_, {}))
        for (std::size_t i = 0; i < work->batch.size(); ++i)
            admission_.wait({std::move(work->batch[i]), std::move(work->verdicts[i])});
    const std::size_t in_hand = admission_.waiting();
    if (admission_.admit(hurried())) told_.log_grown();
    const std::size_t answered = in_hand - admission_.waiting();

    bool more = false;
    {
        const std::lock_guard lock(mutex_);
        casts_in_hand_ -= answered;
        more = !ballots_.empty();
        if (more && (door_closed_ || stopping_)) {
            post_within_edge(strand_, "a tick", [self = self()] { self->tick(); });
            more = false;
        }
    }
    if (more || admission_.waiting() > 0) arm_tick();
    verify_before_tick();
    if (answered > 0) told_.idle();
}

}    // namespace vouch::server
