#include <spdlog/spdlog.h>

#include <iterator>

#include "server/conference.h"

namespace vouch::server {
namespace {

/// Fewer ballots than this are not worth a batch of their own: a batch shares most of its work.
constexpr std::size_t kBallotsPerThreadMin = 32;
/// So many are verified before their tick comes; more together would save little.
constexpr std::size_t kBallotsBeforeTick = 128;

}    // namespace

/// Ballots that one thread verifies together. It alone writes here until it is done.
struct Conference::Verification {
    Batch batch;
    std::vector<Verdict> verdicts;
};

Bytes32 Conference::election_id() const {
    const std::lock_guard lock(mutex_);
    return election_id_;
}

/// `wait`: until the ballot may come again, where that is not the same for every refusal of this reason.
CastAnswer Conference::bare_refusal(ByteView envelope, Rejection rejection, Duration wait) const {
    std::uint32_t retry = retry_after_ms(rejection.reason);
    if (wait > Duration::zero())
        retry = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(wait).count());
    return election::sign_refusal(keys_.log_key(), election_id(), envelope, std::move(rejection), retry);
}

void Conference::refuse(const PendingCast& cast, Rejection rejection, Duration wait) const {
    const CastAnswer refusal = bare_refusal(cast.envelope, std::move(rejection), wait);
    cast.then(election::seal_reply(cast.reply_key, std::get<election::CastRefusal>(refusal)));
}

/// The answer where the ballot is in the log and its receipt cannot be made: to come again. Nobody signs it,
/// since a signed refusal must never contradict the log.
void Conference::put_off(const PendingCast& cast) const {
    constexpr Reason reason = Reason::over_capacity;
    cast.then(election::CastRefusal{
        {reason, "the receipt cannot be made now; cast again"}, retry_after_ms(reason), {}});
}

/// It is settled here whether it comes too late for a freeze, however long it then waits to be opened.
void Conference::cast(Bytes envelope, Then<CastAnswer> then) {
    bool late = false;
    {
        const std::lock_guard lock(mutex_);
        late = frozen_;
        if (!late) ++envelopes_arrived_;
    }
    asio::post(threads_.verifiers, [self = shared_from_this(), envelope = std::move(envelope),
                                    then = std::move(then), late]() mutable {
        self->open_envelope(std::move(envelope), then, late);
        if (!late) self->opened_one();
    });
}

/// The last one may be what a freeze, or the end, waits for.
void Conference::opened_one() {
    const std::lock_guard lock(mutex_);
    if (--envelopes_arrived_ == 0 && (frozen_ || stopping_))
        asio::post(strand_, [self = shared_from_this()] { self->when_idle(); });
}

void Conference::open_envelope(Bytes envelope, const Then<CastAnswer>& then, bool late) {
    const auto box_key = keys_.box_key();
    if (!box_key) return then(bare_refusal(envelope, {Reason::wrong_phase, "the vote is closed"}));
    auto opened = election::open_envelope(*box_key, envelope);
    if (!opened) return then(bare_refusal(envelope, opened.rejection()));
    const std::size_t body_bytes = opened->ballot_body.size();
    PendingCast cast{std::move(envelope), std::move(opened->reply_key),
                     election::decode_entry(election::make_ballot_entry(opened->ballot_body)), then,
                     std::chrono::steady_clock::now()};
    if (!cast.entry) return refuse(cast, cast.entry.rejection());
    enqueue(std::move(cast), body_bytes, late);
}

/// What apply will say of every ballot of that size, as things stand; nothing where it must look. So nobody
/// fills the queue with what no ballot of this election looks like. With the mutex held.
std::optional<Rejection> Conference::foreseen(std::size_t body_bytes) const {
    const bool voting = published_->phase == election::Phase::voting;
    const bool confirmed = voting && published_->confirmed;
    const bool fits = opening_ && body_bytes == election::ballot_body_bytes(opening_->officials, opening_->m);
    if (fits && (confirmed || !voting)) return {};    // not voting any more: it may be in the log
    if (!voting)
        return Rejection{Reason::wrong_phase,
                         "ballot while " + std::string(election::name(published_->phase))};
    if (!confirmed) return Rejection{Reason::too_early, "open not confirmed"};
    return Rejection{Reason::malformed, "ballot: length"};
}

/// By number, and by what they hold in memory: each the envelope and the entry. With the mutex held.
bool Conference::has_room(std::size_t body_bytes) const {
    const std::size_t by_bytes = limits_.queued_ballot_bytes / (2 * body_bytes + 1);
    return casts_in_hand_ < std::min(limits_.queued_ballots, by_bytes);
}

void Conference::enqueue(PendingCast cast, std::size_t body_bytes, bool late) {
    Rejection refusal{Reason::over_capacity, "too many ballots at a time"};
    {
        const std::lock_guard lock(mutex_);
        if (late) {
            refusal = {Reason::too_early, "an opening or a close is being prepared"};
        } else if (auto known = foreseen(body_bytes)) {
            refusal = *std::move(known);
        } else if (!stopping_ && has_room(body_bytes)) {
            ++casts_in_hand_;
            ballots_.push_back(std::move(cast));
            asio::post(strand_, [self = shared_from_this()] {
                if (self->hurried()) return self->tick();
                self->arm_tick();
                self->verify_before_tick();
            });
            return;
        }
    }
    refuse(cast, std::move(refusal));
}

/// The next tick is at a multiple of the interval, whenever a ballot came.
void Conference::arm_tick() {
    if (std::exchange(tick_armed_, true)) return;
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    tick_timer_.expires_at(std::chrono::steady_clock::time_point((now / limits_.tick + 1) * limits_.tick));
    tick_timer_.async_wait([self = shared_from_this()](boost::system::error_code) {
        self->tick_armed_ = false;
        self->tick();
    });
}

bool Conference::frozen() const {
    const std::lock_guard lock(mutex_);
    return frozen_;
}

/// Whether a freeze, or the end, waits until every ballot has its answer.
bool Conference::hurried() const {
    const std::lock_guard lock(mutex_);
    return frozen_ || stopping_;
}

/// Takes what is queued, on all threads; once it is verified, all that may go is admitted.
void Conference::tick() {
    if (std::exchange(tick_due_, true)) return;    // the last one is not over
    const std::size_t waiting = queued();
    const std::size_t parts =
        std::clamp<std::size_t>(waiting / kBallotsPerThreadMin, 1, threads_.verifier_count);
    for (std::size_t part = 0; part < parts; ++part)
        verify(waiting * (part + 1) / parts - waiting * part / parts);
    if (under_way_ == 0) admit();
}

/// Otherwise the threads would have nothing to do between two ticks, and too much at each.
void Conference::verify_before_tick() {
    if (tick_due_) return;
    while (under_way_ < threads_.verifier_count && queued() >= kBallotsBeforeTick) verify(kBallotsBeforeTick);
}

/// Those that may still be admitted at the next tick.
std::size_t Conference::queued() const {
    std::size_t taken = 0;
    for (const auto& work : taken_) taken += work->batch.size();
    const std::lock_guard lock(mutex_);
    return std::min(ballots_.size(), limits_.batch_ballots - taken);
}

/// The first `count` of the queue, on one thread.
void Conference::verify(std::size_t count) {
    if (count == 0) return;
    const auto work = std::make_shared<Verification>();
    {
        const std::lock_guard lock(mutex_);
        const auto end = ballots_.begin() + static_cast<std::ptrdiff_t>(count);
        work->batch.assign(std::make_move_iterator(ballots_.begin()), std::make_move_iterator(end));
        ballots_.erase(ballots_.begin(), end);
    }
    taken_.push_back(work);
    ++under_way_;
    // Otherwise apply says so without looking at a proof.
    const bool worth_verifying =
        ledger_.state().phase == election::Phase::voting && ledger_.state().open_confirmed();
    asio::post(threads_.verifiers, [self = shared_from_this(), work, worth_verifying,
                                    opening = ledger_.state().opening] {
        std::vector<election::CarriedBallot> ballots;
        for (const PendingCast& cast : work->batch)
            ballots.push_back({cast.entry->body_bytes(), cast.entry->leaf_hash});
        work->verdicts.resize(ballots.size());
        if (worth_verifying)
            std::ranges::move(election::verify(*opening, ballots, system_rng()), work->verdicts.begin());
        asio::post(self->strand_, [self] { self->verified(); });
    });
}

void Conference::verified() {
    --under_way_;
    if (!tick_due_) return verify_before_tick();
    if (under_way_ == 0) admit();
}

/// Answers what is due of all that was verified; the rest waits for another tick.
void Conference::admit() {
    tick_due_ = false;
    for (const auto& work : std::exchange(taken_, {}))
        for (std::size_t i = 0; i < work->batch.size(); ++i)
            waiting_.push_back({std::move(work->batch[i]), std::move(work->verdicts[i])});
    const std::size_t in_hand = waiting_.size();
    const TimePoint now = std::chrono::steady_clock::now();
    if (in_hand > 0) admit(take_due(now), now);
    const std::size_t answered = in_hand - waiting_.size();

    bool more = false;
    {
        const std::lock_guard lock(mutex_);
        casts_in_hand_ -= answered;
        more = !ballots_.empty();
        if (more && (frozen_ || stopping_)) {
            asio::post(strand_, [self = shared_from_this()] { self->tick(); });
            more = false;
        }
    }
    if (more || !waiting_.empty()) arm_tick();
    verify_before_tick();
    if (answered > 0) when_idle();
}

}    // namespace vouch::server
