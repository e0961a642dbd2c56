#pragma once
// Follows a server's log: fetches new entries, checks them against the signed checkpoint and everything seen
// before, and hands them on one by one. docs/protocol.md, section 5.4.

#include <chrono>
#include <memory>
#include <optional>

#include "client/cli/shared/log_source.h"
#include "crypto/note.h"
#include "election/replay.h"

namespace vouch::client {

/// The last checkpoint that was accepted. It is stored between runs, so that a log that is shorter, or
/// another one, is never accepted.
struct Seen {
    std::uint64_t size = 0;
    Bytes32 root{};
};

/// The manifest, which is the first entry of every log, as it was fetched. Nothing of it is checked against a
/// root.
struct FirstEntry {
    Bytes carried;
    Vkey log_vkey;    // the log key in the manifest
};
/// Of a log of that size. Not fitting where it is not there, is no manifest, or one of another election than
/// that one, where it is known.
Result<FirstEntry> fetch_first_entry(const FetchFile& log, std::uint64_t size,
                                     const std::optional<Bytes32>& election_id);

class LogFollower {
public:
    /// `election_id` is given where it is known already, and `seen` where there was an earlier run.
    LogFollower(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen = {});

    /// Returns the new entries in order; none where the log has not grown. Bad signature where the checkpoint
    /// is not signed by the log's key in the manifest; not fitting where the entries do not lead to its root,
    /// the log is not this election's, or something seen earlier is no longer in it. A refusal changes
    /// nothing.
    Result<std::vector<Bytes>> next();

    /// The newest checkpoint that was accepted. `note` holds its signatures.
    const Checkpoint& checkpoint() const { return checkpoint_; }
    const std::string& note() const { return note_; }
    Seen seen() const { return {frontier_.size(), frontier_.root()}; }
    const std::optional<Vkey>& log_vkey() const { return vkey_; }

private:
    Status extend(MerkleFrontier& frontier, const std::vector<Bytes>& fresh) const;

    FetchFile log_;
    std::optional<Bytes32> election_id_;
    std::optional<Seen> seen_;
    std::optional<Vkey> vkey_;
    MerkleFrontier frontier_;
    Checkpoint checkpoint_;
    std::string note_;
};

inline constexpr auto kPublishTime = std::chrono::seconds(30);

/// A replay of the whole log that follows it, for trustees and organizers.
class Replica {
public:
    Replica(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen = {});

    /// Applies the new entries. Rejects as LogFollower::next does, and with the first entry that the rules
    /// refuse.
    Status update(const ProgressCall& progress = {});
    /// Waits until the entry at that index is there, since a server publishes a little after it has
    /// acknowledged. Not fitting where it takes longer than kPublishTime.
    Status update_past(std::uint64_t index);
    const election::State& state() const { return replay_->state(); }
    const LogFollower& log() const { return follower_; }

private:
    LogFollower follower_;
    std::unique_ptr<election::WorkerThreads> threads_;
    std::unique_ptr<election::Replay> replay_;
};

}    // namespace vouch::client
