#pragma once
// The log and the state that follows from it, on disk and in memory, kept together. Used by one thread at a
// time; knows nothing of queues, sockets and clocks.

#include <filesystem>
#include <optional>

#include "election/lookup.h"
#include "election/state.h"
#include "server/log_writer.h"

namespace vouch::server {

class Ledger {
public:
    /// Replays what is on disk, every proof verified again. Throws StorageError where the log does not hold
    /// up, or must not be signed again. `keys` outlives it.
    Ledger(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
           const ConferenceKeys& keys);

    const election::State& state() const { return state_; }
    /// For the log as committed; in service.
    const std::string& checkpoint() const { return log_->checkpoint(); }
    Store& store() { return *store_; }

    /// False while the disk does not take the log.
    bool in_service() const { return log_.has_value(); }

    struct Recorded {
        std::uint64_t index = 0;    // in the log
        Bytes32 tracker{};          // of a ballot
    };
    /// Applies one entry, and says where it will stand. Nothing is acknowledged before commit() said yes.
    Result<Recorded> take(const election::Entry& entry,
                          const std::optional<election::BallotVerdict>& verdict = {});
    bool has_taken() const { return !taken_.empty(); }
    /// Stores what was taken, in one transaction, and signs. Over capacity where the disk failed: then
    /// nothing of it stands, and the state is again what the log on disk says.
    Status commit();

    /// Where these very bytes of a ballot are in the log already.
    std::optional<Recorded> find(const election::Entry& ballot) const;
    election::Lookup look_up(const Bytes32& tracker) const { return trackers_.find(tracker); }
    /// One for each place, under the current checkpoint. Throws StorageError.
    std::vector<std::string> receipts(std::span<const std::uint64_t> places);

private:
    void replay();
    void start_over(const std::string& why);

    const std::filesystem::path folder_, signed_state_;
    const ConferenceKeys& keys_;
    std::optional<Store> store_;
    std::optional<LogWriter> log_;    // none while the disk does not take the log
    election::State state_;
    election::TrackerIndex trackers_;
    std::vector<Bytes> taken_;
    std::chrono::steady_clock::time_point tried_at_{};
};

}    // namespace vouch::server
