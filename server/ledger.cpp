#include "server/ledger.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "election/replay.h"
#include "server/clock.h"
#include "server/tile_check.h"

namespace vouch::server {
namespace {

constexpr std::uint64_t kReplayEntriesAtOnce = 256;

}    // namespace

Ledger::Ledger(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
               const ConferenceKeys& keys)
    : store_(open_store(folder)) {
    const auto started = Clock::now();
    replay();
    log_.emplace(*store_, SignedState(signed_state), keys);
    const std::chrono::duration<double> took = Clock::now() - started;
    spdlog::info("{}: replayed {} entries in {:.1f} s, phase {}", folder.filename().string(), log_->size(),
                 took.count(), election::name(state_.phase));
}

void Ledger::replay() {
    election::WorkerThreads threads;
    TileCheck tiles(*store_);
    election::Replay replay(
        system_rng(),
        [this, &tiles](const election::State& state, const election::Entry& entry) {
            trackers_.add(state, entry);
            tiles.add(entry.leaf_hash);
        },
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
    mend(std::move(tiles).differing());
}

void Ledger::mend(const std::vector<Tile>& tiles) {
    if (tiles.empty()) return;
    store_->put_tiles(tiles);
    spdlog::warn("{} tiles of the log were not what its entries make, and were made again: look at the disk",
                 tiles.size());
}

Result<Ledger::Recorded> Ledger::take(const election::Entry& entry,
                                      const std::optional<election::BallotVerdict>& verdict) {
    const std::uint64_t index = state_.log.size();
    VOUCH_REQUIRE(verdict ? apply(state_, entry, *verdict) : apply(state_, entry));
    taken_.push_back(entry.carried);
    return Recorded{index, trackers_.add(state_, entry).value_or(Bytes32{})};
}

void Ledger::commit() {
    if (taken_.empty()) return;
    log_->append(taken_, {state_.log.size(), state_.log.root()});
    taken_.clear();
}

std::vector<std::string> Ledger::receipts(std::span<const std::uint64_t> indexes) {
    return log_->receipts(indexes);
}

std::optional<Ledger::Recorded> Ledger::find(const election::Entry& ballot) const {
    if (!state_.leaf_hashes.contains(ballot.leaf_hash) || !state_.opening) return {};
    const auto decoded = election::decode_ballot(*state_.opening, ballot.body_bytes());
    if (!decoded) return {};
    const Bytes32 tracker =
        election::tracker_of(state_.opening->open_digest, decoded->proof.ciphertexts, ballot.body_bytes())
            .tracker;
    const election::LookupResult found = trackers_.find(tracker);
    if (found.standing == election::Standing::absent) return {};
    return Recorded{found.index, tracker};
}

}    // namespace vouch::server
