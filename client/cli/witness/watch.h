#pragma once
// A conference's log as a witness follows it: each checkpoint is held against all that was seen before, each
// entry against the rules, and files that were seen are fetched again. What must not be becomes an alarm with
// its evidence. docs/witness-guide.md, "What is looked at".

#include <optional>

#include "client/cli/audit/resume.h"
#include "client/cli/shared/follow.h"
#include "client/cli/witness/alarms.h"
#include "client/cli/witness/log_copy.h"

namespace vouch::client {

/// So many files that were seen before are fetched again at each look.
inline constexpr std::size_t kFilesAgain = 4;
/// A file that is not there at so many looks in a row is an alarm. Once may be a server that is being
/// started.
inline constexpr unsigned kMissingLooks = 3;

class Watch {
public:
    /// Goes on from the copy in the folder, every entry of which goes through the rules again; the proofs of
    /// ballots that were checked before are not checked again. `alarms` outlives it, `rng` too. Throws
    /// StorageError.
    Watch(const Path& folder, FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen,
          Alarms& alarms, Rng& rng);

    /// Looks once. Nothing is looked at any more once there is an alarm about the log. A rejection, or what
    /// the network throws, says that this look failed and the next one may not.
    Status look();

    /// Whether this signed checkpoint of the log contradicts what was seen; the alarm is raised then. Of a
    /// larger one nothing is known yet.
    bool contradicted_by(const Checkpoint& checkpoint, const std::string& note);

    const LogCopy& copy() const { return copy_; }
    const std::optional<Vkey>& log_vkey() const { return vkey_; }
    /// After every entry of the copy; there is a log.
    const election::State& state() const { return replay_->state(); }
    /// There is a log, all entries of the copy hold, and nothing is wrong with it.
    bool holds() const { return vkey_ && !alarms_.any_about(vkey_->name()) && !replay_->refusal(); }

private:
    void take_up();
    Status begin();
    Status check_beginning(const std::vector<Bytes>& entries) const;
    void start_replay();
    Status grow(const Checkpoint& claimed, const std::string& note);
    void take(const std::vector<Bytes>& fresh, const std::string& note);
    void add(ByteView entry);
    void settle();
    Status examine(const Checkpoint& claimed, const std::string& note);
    Status fetch_all(const Checkpoint& claimed, const std::string& note);
    Status look_again();
    Status compare(const LogFile& file);
    void blame(const std::string& note, const Checkpoint& checkpoint);
    Status is_missing(const std::string& file, const std::string& note);
    Evidence found(Lie lie, const std::string& note) const;

    FetchFile log_;
    const std::optional<Bytes32> election_id_;
    const std::optional<Seen> seen_;    // by other commands of the same folder
    Alarms& alarms_;
    Rng& rng_;
    LogCopy copy_;
    const Path scratch_;         // for a log that does not fit, while it is looked into
    const Path checked_file_;    // how far the proofs of ballots were checked
    MerkleFrontier frontier_;    // of the copy
    Bytes first_;                // the manifest that named the log's key, where there was no copy
    std::optional<Vkey> vkey_;
    std::optional<ResumeFile> checked_;
    election::WorkerThreads threads_;
    std::optional<election::Replay> replay_;    // once there is a log
    unsigned missing_looks_ = 0;
};

}    // namespace vouch::client
