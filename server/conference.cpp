#include "server/conference.h"

#include <spdlog/spdlog.h>

#include "disk/folders.h"
#include "wire/bulletin.h"

namespace vouch::server {
namespace {

constexpr auto kRecoverEvery = std::chrono::seconds(5);

/// Whether envelopes may still come.
bool before_the_close(election::Phase phase) {
    return phase == election::Phase::first || phase == election::Phase::setup ||
           phase == election::Phase::voting;
}

bool is_organizer(const election::State& state, const Bytes32& key) {
    const auto& organizers = state.manifest.organizers;
    return std::ranges::find(organizers, key) != organizers.end();
}

/// What a freeze is for.
bool ends_freeze(const election::Entry& entry) {
    return entry.kind() == election::Kind::open || entry.kind() == election::Kind::close;
}

}    // namespace

void Conference::make(const std::filesystem::path& folder, const std::string& origin) {
    const std::filesystem::path fresh = folder.string() + ".new";
    std::filesystem::remove_all(fresh);    // an attempt that was cut short
    disk::make_private_folder(fresh);
    ConferenceKeys::make(fresh, origin);
    open_store(fresh)->head();
    disk::rename_folder(fresh, folder);
}

std::shared_ptr<Conference> Conference::open(const std::filesystem::path& folder,
                                             const std::filesystem::path& signed_state,
                                             const Executors& executors, const Limits& limits) {
    const std::shared_ptr<Conference> out(new Conference(folder, signed_state, executors, limits));
    out->noticeboard_.belongs_to(out);
    out->queue_.belongs_to(out);
    out->freeze_.belongs_to(out);
    out->entries_.belongs_to(out);
    out->archive_.belongs_to(out);
    return out;
}

Conference::Conference(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
                       const Executors& executors, const Limits& limits)
    : limits_(limits),
      keys_(folder),
      strand_(net::strand_on(executors.sequencers)),
      ledger_(folder, signed_state, keys_),
      noticeboard_(strand_, limits, static_cast<std::uint32_t>((*ledger_.ledger())->state().ballots.size())),
      replies_(keys_, noticeboard_),
      admission_(ledger_, replies_, limits),
      queue_(strand_, executors, limits, keys_, noticeboard_, replies_, admission_,
             {[this] { after_commit(false); }, [this] { when_idle(); }}),
      freeze_(strand_, limits, ledger_, admission_, queue_),
      entries_(strand_, executors, limits.queued_entries, [this] { drain_entries(); }),
      archive_(strand_, executors, limits, folder, ledger_),
      metrics_(executors.metrics),
      recovery_timer_(strand_) {
    if (!before_the_close((*ledger_.ledger())->state().phase)) keys_.destroy_box_key();
    if (const auto lost = keys_.lost_box_key()) spdlog::error("{}: {}", keys_.vkey().name(), lost->detail);
    beside_.last_bulletin = (*ledger_.ledger())->store().last_bulletin();
    entries_counted_ = (*ledger_.ledger())->state().log.size();
    ballots_counted_ = (*ledger_.ledger())->state().ballots_admitted;
    publish(false);
}

asio::awaitable<Result<Submitted>> Conference::submit(Bytes entry, EntryQueue::From from) {
    return entries_.submit(std::move(entry), std::move(from));
}

asio::awaitable<CastAnswer> Conference::cast(Bytes envelope, Sender sender) {
    return queue_.cast(std::move(envelope), sender);
}

asio::awaitable<Result<FreezeGranted>> Conference::freeze() {
    metrics_->freeze();
    return freeze_.ask();
}

void Conference::end_freeze(std::uint64_t number) {
    post_within_edge(strand_, "the end of a freeze",
                     [self = shared_from_this(), number] { self->freeze_.end(number); });
}

asio::awaitable<Result<election::LookupResult>> Conference::look_up(Bytes32 tracker) {
    return run_on<election::LookupResult>(
        strand_, "looking up", [self = shared_from_this(), tracker]() -> Result<election::LookupResult> {
            VOUCH_TRY(ledger, self->ledger_.ledger());
            return ledger->look_up(tracker);
        });
}

asio::awaitable<Result<std::uint32_t>> Conference::last_call(std::chrono::seconds time) {
    return run_on<std::uint32_t>(strand_, "a last call",
                                 [self = shared_from_this(), time] { return self->call(time); });
}

Result<std::uint32_t> Conference::call(std::chrono::seconds time) {
    VOUCH_TRY(ledger, ledger_.ledger());
    const election::Phase phase = ledger->state().phase;
    if (phase != election::Phase::voting)
        return {Reason::wrong_phase, "a last call while " + std::string(election::name(phase))};
    beside_.last_call_ends.reset();
    if (time.count() > 0) beside_.last_call_ends = Clock::now() + time;
    admission_.set_last_call(beside_.last_call_ends.has_value());
    publish(true);
    return noticeboard_.followers();
}

asio::awaitable<Status> Conference::post(KeptBulletin bulletin) {
    return run_on<Accepted>(
        strand_, "a bulletin",
        [self = shared_from_this(), bulletin = std::move(bulletin)] { return self->keep(bulletin); });
}

Status Conference::keep(const KeptBulletin& bulletin) {
    VOUCH_TRY(ledger, ledger_.ledger());
    const election::State& state = ledger->state();
    const auto kind = static_cast<wire::BulletinKind>(bulletin.kind);
    const bool may = kind == wire::BulletinKind::hall_screen ? is_organizer(state, bulletin.key)
                                                             : state.trustee_with(bulletin.key).has_value();
    if (!may) return {Reason::bad_signature, "a bulletin of this kind is not for that key to post"};
    if (kind == wire::BulletinKind::paper_figures && state.phase != election::Phase::counting)
        return {Reason::wrong_phase,
                "figures of paper ballots while " + std::string(election::name(state.phase))};
    if (!ledger->store().post(bulletin))
        return {Reason::duplicate, "a later bulletin of this key is kept already"};
    beside_.last_bulletin = ledger->store().last_bulletin();
    publish(true);
    return accepted();
}

asio::awaitable<Result<std::shared_ptr<const Published>>> Conference::follow(
    std::weak_ptr<Follower> follower) {
    using Shown = std::shared_ptr<const Published>;
    return run_on<Shown>(strand_, "a follower",
                         [self = shared_from_this(), follower = std::move(follower)]() -> Result<Shown> {
                             self->noticeboard_.follow(follower);
                             return self->published();
                         });
}

/// Everything that waits, in one transaction.
void Conference::drain_entries() {
    std::vector<EntryQueue::Submission> waiting = entries_.take();
    std::optional<Status> committed;
    within_edge("entries", [&] { committed = take_all(waiting); });
    for (EntryQueue::Submission& submission : waiting) {
        const bool known = within_edge("the outcome of an entry", [&] {
            auto& [entry, from, then, place, outcome] = submission;
            if (!committed) outcome = failed_work();
            if (outcome.ok() && !committed->ok()) outcome = committed->rejection();
            if (!outcome.ok() && ends_freeze(entry) && from.freeze) freeze_.end(*from.freeze);
        });
        if (!known) submission.then = nullptr;    // its sender is told that it failed
        entries_.answer(submission);
    }
    when_idle();
}

Status Conference::take_all(std::vector<EntryQueue::Submission>& waiting) {
    const bool taken = within_edge("entries", [&] {
        for (EntryQueue::Submission& submission : waiting) submission.outcome = take(submission);
    });
    bool grown = !taken;
    if (!taken) ledger_.failed("an entry was half applied");
    if (const auto ledger = ledger_.ledger()) grown = grown || (*ledger)->has_taken();
    const Status committed = taken ? ledger_.commit() : Status(failed_work());
    if (grown) after_commit(true);
    return committed;
}

Result<Submitted> Conference::take(const EntryQueue::Submission& submission) {
    VOUCH_TRY(ledger, ledger_.ledger());
    const election::Entry& entry = submission.entry;
    const election::Kind kind = entry.kind();
    if (kind == election::Kind::ballot)
        return {Reason::not_fitting, "a ballot is cast in an envelope, not submitted"};
    if (freeze_.on() && !ends_freeze(entry)) return frozen_rejection();
    if (kind == election::Kind::manifest && ledger->state().phase == election::Phase::first)
        VOUCH_REQUIRE(check_manifest(*ledger, entry, submission.from.organizers));
    if (kind == election::Kind::manifest || kind == election::Kind::open)
        if (const auto lost = keys_.lost_box_key()) return Rejection{Reason::not_fitting, lost->detail};
    VOUCH_TRY(recorded, ledger->take(entry));
    if (ends_freeze(entry) && freeze_.on())
        freeze_.end({Reason::not_fitting, "another opening or close came first"});
    spdlog::info("{}: {} at {}", keys_.vkey().name(), election::name(kind), recorded.index);
    return Submitted{recorded.index, entry.leaf_hash};
}

/// What the server asks of a manifest beside what apply does: it must be this conference's, by somebody who
/// may hold one here, and the dossiers it names must be there.
Status Conference::check_manifest(Ledger& ledger, const election::Entry& entry,
                                  const std::vector<Bytes32>& organizers) {
    const auto& manifest = std::get<election::Manifest>(entry.body);
    for (const election::Signature& signature : entry.signatures)
        if (std::ranges::find(organizers, signature.key) == organizers.end())
            return {Reason::bad_signature, "manifest: not by an organizer of this server"};
    if (manifest.log_vkey != keys_.vkey().to_string())
        return {Reason::not_fitting, "manifest: another log vkey than this conference's"};
    if (manifest.box_key != keys_.box_public_key())
        return {Reason::not_fitting, "manifest: another box key than this conference's"};
    for (const election::Official& official : manifest.officials)
        if (official.dossier_sha256 && !ledger.store().file(document_name(*official.dossier_sha256)))
            return {Reason::not_fitting,
                    "manifest: dossier " + to_hex(*official.dossier_sha256) + " was not uploaded"};
    return accepted();
}

void Conference::after_commit(bool tell) {
    in_service_ = ledger_.in_service();
    if (!in_service_) return recover_later();    // what was published last still stands
    const auto ledger = ledger_.ledger();
    count_what_is_new((*ledger)->state());
    if (!before_the_close((*ledger)->state().phase))
        within_edge("the box key is not destroyed", [&] { keys_.destroy_box_key(); });
    // Who has a receipt looks for it in what is published: that must not stay behind.
    if (!within_edge("what is published", [&] { publish(tell); })) recover_later();
}

void Conference::count_what_is_new(const election::State& state) {
    const std::uint64_t entries = state.log.size(), ballots = state.ballots_admitted;
    if (entries > entries_counted_) metrics_->checkpoint();
    if (ballots > ballots_counted_) metrics_->admitted(ballots - ballots_counted_);
    entries_counted_ = entries;
    ballots_counted_ = ballots;
}

void Conference::publish(bool tell) {
    const auto ledger = ledger_.ledger();
    if (!ledger) return;
    Published fresh = describe((*ledger)->state(), (*ledger)->checkpoint());
    fresh.mix_ballots = limits_.mix_ballots;
    fresh.mix_wait = limits_.mix_wait;
    fresh.replacement_wait = admission_.replacement_wait(1);
    fresh.third_replacement_wait = admission_.replacement_wait(3);
    fresh.bulletins = beside_.last_bulletin;
    if (fresh.phase == election::Phase::voting) fresh.last_call_ends = beside_.last_call_ends;
    noticeboard_.show(std::move(fresh), tell);
}

void Conference::recover_later() {
    if (stopped_) return;
    recovery_timer_.expires_after(kRecoverEvery);
    wait_within_edge(recovery_timer_, "recovery", [self = shared_from_this()](bool expired) {
        if (!expired) return;
        const bool tried = within_edge("recovery", [&] {
            self->ledger_.recover();
            self->after_commit(true);
        });
        if (!tried) self->recover_later();
    });
}

/// What waits until nothing is under way any more: a freeze, and the end.
void Conference::when_idle() {
    freeze_.when_idle();
    if (stopped_ && queue_.idle() && entries_.idle()) std::exchange(stopped_, nullptr)(Accepted());
}

asio::awaitable<Accepted> Conference::stop() {
    return answer_of(Accepted(), [self = shared_from_this()](Then<Accepted> then) {
        self->entries_.stop();
        post_within_edge(self->strand_, "a stop", [self, then = std::move(then)]() mutable {
            self->stopped_ = std::move(then);
            self->freeze_.stop();
            self->noticeboard_.stop();
            self->recovery_timer_.cancel();
            self->queue_.stop();
            self->when_idle();
        });
    });
}

}    // namespace vouch::server
