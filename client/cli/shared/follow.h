#pragma once
// Following a server's log: what is new is fetched, held against the signed checkpoint and against everything
// seen before, and handed on entry by entry. docs/protocol.md, section 5, "Confirmation".

#include <chrono>
#include <memory>
#include <optional>

#include "client/cli/shared/log_source.h"
#include "crypto/note.h"
#include "election/replay.h"

namespace vouch::client {

/// The last checkpoint that was taken, kept between runs: a log that goes back behind it, or leads elsewhere,
/// is never taken again.
struct Seen {
    std::uint64_t size = 0;
    Bytes32 root{};
};

class LogFollower {
public:
    /// `election_id` where it is known already, from a slip or an earlier visit. `seen` from an earlier run.
    LogFollower(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen = {});

    /// The entries that are new, in order; none where the log has not grown. Bad signature where the
    /// checkpoint is not signed by the log's key in the manifest; not fitting where the entries do not lead
    /// to its root, the log is not this election's, or something seen earlier is no longer in it. After a
    /// refusal nothing is taken.
    Result<std::vector<Bytes>> next();

    /// The newest that was taken. `note` is what its signatures are in.
    const Checkpoint& checkpoint() const { return checkpoint_; }
    const std::string& note() const { return note_; }
    Seen seen() const { return {frontier_.size(), frontier_.root()}; }
    const std::optional<Vkey>& log_vkey() const { return vkey_; }

private:
    struct FirstEntry {
        Bytes carried;
        Vkey log_vkey;    // what it names
    };
    Result<FirstEntry> first_entry(std::uint64_t size) const;
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

/// A whole replay that follows the log: what a trustee, an organizer and an auditor look at.
class Replica {
public:
    Replica(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen = {});

    /// Takes what is new. What LogFollower::next refuses, and the first entry that the rules refuse.
    Status update(const ProgressCall& progress = {});
    /// Until the entry at that index is there: a server publishes a little after it has acknowledged. Not
    /// fitting where it takes longer than kPublishTime.
    Status update_past(std::uint64_t index);
    const election::State& state() const { return replay_->state(); }
    const LogFollower& log() const { return follower_; }

private:
    LogFollower follower_;
    std::unique_ptr<election::WorkerThreads> threads_;
    std::unique_ptr<election::Replay> replay_;
};

}    // namespace vouch::client
