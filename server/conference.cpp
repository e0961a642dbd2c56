#include "server/conference.h"

#include <spdlog/spdlog.h>

#include "disk/folders.h"

namespace vouch::server {
namespace {

using std::chrono::steady_clock;

Rejection frozen_rejection() {
    return {Reason::too_early, "an opening or a close is being prepared"};
}
Rejection stopping_rejection() {
    return {Reason::over_capacity, "the server stops"};
}

/// Whether envelopes may still come.
bool before_the_close(election::Phase phase) {
    return phase == election::Phase::first || phase == election::Phase::setup ||
           phase == election::Phase::voting;
}

}    // namespace

void Conference::make(const std::filesystem::path& folder, const std::string& origin) {
    const std::filesystem::path fresh = folder.string() + ".new";
    std::filesystem::remove_all(fresh);    // an attempt that was cut short
    disk::make_private_folder(fresh);
    ConferenceKeys::make(fresh, origin);
    Store(fresh / "log.db").head();
    disk::rename_folder(fresh, folder);
}

std::shared_ptr<Conference> Conference::open(const std::filesystem::path& folder,
                                             const std::filesystem::path& signed_state, Threads threads,
                                             const Limits& limits) {
    return std::shared_ptr<Conference>(new Conference(folder, signed_state, threads, limits));
}

Conference::Conference(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
                       Threads threads, const Limits& limits)
    : threads_(threads),
      limits_(limits),
      keys_(folder),
      strand_(threads.sequencers.get_executor()),
      reading_strand_(threads.sequencers.get_executor()),
      reading_store_(folder / "log.db"),
      ledger_(folder, signed_state, keys_),
      spacing_(limits.replace_after),
      tick_timer_(strand_),
      freeze_timer_(strand_),
      push_timer_(strand_),
      ballots_timer_(strand_) {
    ballots_shown_ = static_cast<std::uint32_t>(ledger_.state().ballots.size());
    if (!before_the_close(ledger_.state().phase)) keys_.destroy_box_key();
    publish();
}

std::shared_ptr<const Published> Conference::published() const {
    const std::lock_guard lock(mutex_);
    return published_;
}

void Conference::submit(Bytes entry, std::vector<Bytes32> organizers, Then<Result<Submitted>> then) {
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_ && entries_.size() < limits_.queued_entries) {
            if (entries_.empty()) asio::post(strand_, [self = shared_from_this()] { self->drain_entries(); });
            entries_.push_back({std::move(entry), std::move(organizers), std::move(then)});
            return;
        }
    }
    then(Rejection{Reason::over_capacity, "too much at a time"});
}

/// Everything that waits, in one transaction.
void Conference::drain_entries() {
    std::vector<Submission> waiting;
    {
        const std::lock_guard lock(mutex_);
        waiting.swap(entries_);
    }
    std::vector<Result<Submitted>> outcomes;
    for (const Submission& submission : waiting) outcomes.push_back(take(submission));
    const bool grown = ledger_.has_taken();
    const Status committed = ledger_.commit();
    if (grown) after_commit(true);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        if (outcomes[i].ok() && !committed.ok()) outcomes[i] = committed.rejection();
        waiting[i].then(std::move(outcomes[i]));
    }
    when_idle();
}

Result<Submitted> Conference::take(const Submission& submission) {
    VOUCH_TRY(entry, election::decode_entry(submission.entry));
    const election::Kind kind = entry.kind();
    if (kind == election::Kind::ballot)
        return {Reason::not_fitting, "a ballot is cast in an envelope, not submitted"};
    const bool ends_freeze = kind == election::Kind::open || kind == election::Kind::close;
    if (entries_frozen_ && !ends_freeze) return frozen_rejection();
    if (kind == election::Kind::manifest && ledger_.state().phase == election::Phase::first)
        VOUCH_REQUIRE(check_manifest(entry, submission.organizers));
    VOUCH_TRY(recorded, ledger_.take(entry));
    if (ends_freeze && freeze_granted_) end_freeze();
    spdlog::info("{}: {} at {}", keys_.vkey().name(), election::name(kind), recorded.index);
    return Submitted{recorded.index, entry.leaf_hash};
}

/// What the server asks of a manifest beside what apply does: it must be this conference's, by somebody who
/// may hold one here, and the dossiers it names must be there.
Status Conference::check_manifest(const election::Entry& entry, const std::vector<Bytes32>& organizers) {
    const auto& manifest = std::get<election::Manifest>(entry.body);
    for (const election::Signature& signature : entry.signatures)
        if (std::ranges::find(organizers, signature.key) == organizers.end())
            return {Reason::bad_signature, "manifest: not by an organizer of this server"};
    if (manifest.log_vkey != keys_.vkey().to_string())
        return {Reason::not_fitting, "manifest: another log vkey than this conference's"};
    if (manifest.box_key != keys_.box_public_key())
        return {Reason::not_fitting, "manifest: another box key than this conference's"};
    for (const election::Official& official : manifest.officials)
        if (official.dossier_sha256 && !ledger_.store().has_document(*official.dossier_sha256))
            return {Reason::not_fitting,
                    "manifest: dossier " + to_hex(*official.dossier_sha256) + " was not uploaded"};
    return accepted();
}

void Conference::freeze(Then<Result<Frozen>> then) {
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_) frozen_ = true;    // from here on envelopes come too late
    }
    asio::post(strand_, [self = shared_from_this(), then = std::move(then)]() mutable {
        {
            const std::lock_guard lock(self->mutex_);
            if (self->stopping_) return then(stopping_rejection());
            self->frozen_ = true;    // again: an earlier freeze may have ended meanwhile
        }
        self->entries_frozen_ = true;
        self->freeze_waiters_.push_back(std::move(then));
        self->tick();    // what is queued is admitted without waiting
        self->when_idle();
    });
}

/// What waits until nothing is under way any more: a freeze, and the end.
void Conference::when_idle() {
    {
        const std::lock_guard lock(mutex_);
        if (envelopes_arrived_ > 0 || casts_in_hand_ > 0 || !entries_.empty()) return;
    }
    if (!freeze_waiters_.empty()) grant_freeze();
    if (stopped_) std::exchange(stopped_, nullptr)(Accepted());
}

void Conference::grant_freeze() {
    if (!freeze_granted_) {
        freeze_granted_ = true;
        freeze_timer_.expires_after(limits_.freeze);
        freeze_timer_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
            if (!cancelled && self->freeze_granted_ && self->freeze_timer_.expiry() <= steady_clock::now())
                self->end_freeze();
        });
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(freeze_timer_.expiry() - steady_clock::now());
    const TreeHead head{ledger_.state().log.size(), ledger_.state().log.root()};
    for (auto& then : std::exchange(freeze_waiters_, {}))
        then(Frozen{head, static_cast<std::uint32_t>(std::max<std::int64_t>(left.count(), 0))});
}

void Conference::end_freeze() {
    freeze_granted_ = entries_frozen_ = false;
    freeze_timer_.cancel();
    const std::lock_guard lock(mutex_);
    frozen_ = false;
}

void Conference::last_call(std::chrono::seconds time, Then<Status> then) {
    asio::post(strand_, [self = shared_from_this(), time, then = std::move(then)]() mutable {
        const election::Phase phase = self->ledger_.state().phase;
        if (phase != election::Phase::voting)
            return then(
                Rejection{Reason::wrong_phase, "a last call while " + std::string(election::name(phase))});
        if (!self->ledger_.in_service())
            return then(Rejection{Reason::over_capacity, "the server cannot store anything now"});
        self->last_call_ends_.reset();
        if (time.count() > 0) self->last_call_ends_ = steady_clock::now() + time;
        self->publish();
        self->push();
        then(accepted());
    });
}

void Conference::look_up(const Bytes32& tracker, Then<election::Lookup> then) {
    asio::post(strand_, [self = shared_from_this(), tracker, then = std::move(then)] {
        then(self->ledger_.look_up(tracker));
    });
}

void Conference::after_commit(bool tell_followers) {
    if (!ledger_.in_service()) return;    // what was published last still stands
    if (!before_the_close(ledger_.state().phase)) {
        try {
            keys_.destroy_box_key();
        } catch (const StorageError& error) {
            spdlog::error("the box key is not destroyed: {}", error.what());
        }
    }
    const std::uint32_t shown = ballots_shown_;
    publish();
    if (tell_followers || ballots_shown_ != shown) push();
}

void Conference::publish() {
    const election::State& state = ledger_.state();
    const auto now = steady_clock::now();
    const auto ballots = static_cast<std::uint32_t>(state.ballots.size());
    if (ballots != ballots_shown_) {
        // In steps, so that the number does not point at whoever has just pressed.
        const auto due = ballots_shown_at_ + limits_.ballots_shown_every;
        if (state.phase != election::Phase::voting || now >= due) {
            ballots_shown_ = ballots;
            ballots_shown_at_ = now;
        } else if (!ending_ && !std::exchange(ballots_armed_, true)) {
            ballots_timer_.expires_at(due);
            ballots_timer_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
                self->ballots_armed_ = false;
                if (!cancelled) self->after_commit(false);
            });
        }
    }
    auto fresh = std::make_shared<Published>(describe(state, ledger_.checkpoint(), ballots_shown_));
    fresh->mix_ballots = limits_.mix_ballots;
    fresh->mix_wait = limits_.mix_wait;
    fresh->replacement_wait = spacing_.wait(1, last_call_ends_.has_value());
    fresh->third_replacement_wait = spacing_.wait(3, last_call_ends_.has_value());
    if (state.phase == election::Phase::voting) fresh->last_call_ends = last_call_ends_;
    const std::lock_guard lock(mutex_);
    published_ = std::move(fresh);
    opening_ = state.opening;
    election_id_ = state.election_id;
}

/// Tells the followers, now or as soon as the last time is long enough ago.
void Conference::push() {
    const auto now = steady_clock::now(), due = pushed_at_ + limits_.progress_every;
    if (now < due) {
        if (std::exchange(push_armed_, true)) return;
        push_timer_.expires_at(due);
        push_timer_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
            self->push_armed_ = false;
            if (!cancelled) self->push();
        });
        return;
    }
    pushed_at_ = now;
    const auto current = published();
    std::erase_if(followers_, [&current](const std::weak_ptr<Follower>& weak) {
        const auto follower = weak.lock();
        if (follower) (*follower)(current);
        return !follower;
    });
}

void Conference::follow(const std::shared_ptr<Follower>& follower,
                        Then<std::shared_ptr<const Published>> then) {
    asio::post(strand_,
               [self = shared_from_this(), weak = std::weak_ptr<Follower>(follower), then = std::move(then)] {
                   self->followers_.push_back(weak);
                   then(self->published());
               });
}

void Conference::stop(Then<Accepted> then) {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    asio::post(strand_, [self = shared_from_this(), then = std::move(then)] {
        self->ending_ = true;
        self->stopped_ = then;
        for (auto& waiter : std::exchange(self->freeze_waiters_, {})) waiter(stopping_rejection());
        for (auto* timer :
             {&self->freeze_timer_, &self->push_timer_, &self->ballots_timer_, &self->tick_timer_})
            timer->cancel();
        self->tick();
        self->when_idle();
    });
}

}    // namespace vouch::server
