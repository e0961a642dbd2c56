#include "server/ledger.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "election/replay.h"

namespace vouch::server {
namespace {

constexpr auto kTryAgainEvery = std::chrono::seconds(5);
constexpr std::uint64_t kReplayEntriesAtOnce = 256;

const Rejection& no_disk() {
    static const Rejection rejection{Reason::over_capacity, "the server cannot store it now"};
    return rejection;
}

}    // namespace

Ledger::Ledger(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
               const ConferenceKeys& keys)
    : folder_(folder), signed_state_(signed_state), keys_(keys) {
    replay();
}

void Ledger::replay() {
    const auto started = std::chrono::steady_clock::now();
    tried_at_ = started;
    log_.reset();
    store_.emplace(folder_ / "log.db");
    taken_.clear();
    trackers_ = {};
    election::WorkerThreads threads;
    election::Replay replay(
        system_rng(),
        [this](const election::State& state, const election::Entry& entry) { trackers_.add(state, entry); },
        threads);
    for (std::uint64_t next = 0;;) {
        const auto entries = store_->entries(next, kReplayEntriesAtOnce);
        if (entries.empty()) break;
        for (const Bytes& entry : entries) replay.feed(entry);
        next += entries.size();
    }
    replay.finish();
    if (replay.refusal())
        throw StorageError("entry " + std::to_string(replay.refusal()->index) +
                           " of the log does not hold: " + to_string(replay.refusal()->why));
    state_ = std::move(replay).take_state();
    if (store_->head() != TreeHead{state_.log.size(), state_.log.root()})
        throw StorageError("the log on disk is not the tree that was stored with it");
    log_.emplace(*store_, SignedState(signed_state_), keys_);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    spdlog::info("{}: replayed {} entries in {:.1f} s, phase {}", folder_.filename().string(), log_->size(),
                 took.count(), election::name(state_.phase));
}

void Ledger::start_over(const std::string& why) {
    spdlog::error("{}: {}; starting over from the log on disk", folder_.filename().string(), why);
    try {
        replay();
    } catch (const std::exception& error) {
        log_.reset();
        spdlog::error("{}: out of service: {}", folder_.filename().string(), error.what());
    }
}

Result<Ledger::Recorded> Ledger::take(const election::Entry& entry,
                                      const std::optional<election::BallotVerdict>& verdict) {
    if (!log_ && std::chrono::steady_clock::now() - tried_at_ >= kTryAgainEvery) start_over("trying again");
    if (!log_) return no_disk();
    const std::uint64_t index = state_.log.size();
    VOUCH_REQUIRE(verdict ? apply(state_, entry, *verdict) : apply(state_, entry));
    taken_.push_back(entry.carried);
    return Recorded{index, trackers_.add(state_, entry).value_or(Bytes32{})};
}

Status Ledger::commit() {
    if (!log_) return no_disk();
    if (taken_.empty()) return accepted();
    try {
        log_->append(taken_, {state_.log.size(), state_.log.root()});
    } catch (const std::exception& error) {
        start_over(error.what());
        return no_disk();
    }
    taken_.clear();
    return accepted();
}

std::vector<std::string> Ledger::receipts(std::span<const std::uint64_t> places) {
    if (!log_) throw StorageError("the log is out of service");
    return log_->receipts(places);
}

std::optional<Ledger::Recorded> Ledger::find(const election::Entry& ballot) const {
    if (!state_.leaf_hashes.contains(ballot.leaf_hash) || !state_.opening) return {};
    const auto decoded = election::decode_ballot(*state_.opening, ballot.body_bytes());
    if (!decoded) return {};
    const Bytes32 tracker =
        election::tracker_of(state_.opening->open_digest, decoded->proof.ciphertexts, ballot.body_bytes())
            .tracker;
    const election::Lookup found = trackers_.find(tracker);
    if (found.standing == election::Standing::absent) return {};
    return Recorded{found.index, tracker};
}

}    // namespace vouch::server
