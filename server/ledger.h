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
    /// Replays what is on disk, every proof verified again, and writes nothing that is there already and
    /// right. Throws StorageError where the log does not hold up, or must not be signed again. `keys`
    /// outlives it.
    Ledger(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
           const ConferenceKeys& keys);

    const election::State& state() const { return state_; }
    /// These are of the log as committed.
    const std::string& checkpoint() const { return log_->checkpoint(); }
    Store& store() { return *store_; }

    struct Recorded {
        std::uint64_t index = 0;    // in the log
        Bytes32 tracker{};          // of a ballot
    };
    /// Applies one entry and returns its index. It is acknowledged only after commit() has returned.
    Result<Recorded> take(const election::Entry& entry,
                          const std::optional<election::BallotVerdict>& verdict = {});
    bool has_taken() const { return !taken_.empty(); }
    /// Stores the applied entries in one transaction and signs. Throws StorageError; the ledger cannot be
    /// used after that, and only the disk says what was stored.
    void commit();

    /// The index of an entry with these very bytes of a ballot, if it is in the log.
    std::optional<Recorded> find(const election::Entry& ballot) const;
    election::LookupResult look_up(const Bytes32& tracker) const { return trackers_.find(tracker); }
    /// A receipt for each index, under the current checkpoint. Throws StorageError.
    std::vector<std::string> receipts(std::span<const std::uint64_t> indexes);

private:
    void replay();
    void mend(const std::vector<Tile>& tiles);

    const std::unique_ptr<Store> store_;
    election::State state_;
    election::TrackerIndex trackers_;
    std::optional<LogWriter> log_;    // from the replay's end
    std::vector<Bytes> taken_;
};

}    // namespace vouch::server
