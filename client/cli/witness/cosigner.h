#pragma once
// A witness's cosignatures: of each log it trusts it signs only checkpoints that extend the last one it
// signed. docs/audit-log-format.md, section 5.

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "client/cli/shared/add_checkpoint.h"
#include "client/cli/witness/alarms.h"

namespace vouch::client {

/// How a witness answers over HTTP.
struct WitnessAnswer {
    unsigned status = 0;
    std::string content_type = {};
    std::string body = {};
};

/// May be used from several threads. What is signed is on stable storage before anybody has it.
class Cosigner {
public:
    /// The last checkpoints signed are in the folder. Throws StorageError where one of a trusted log cannot
    /// be read: nothing is signed without knowing what was signed before. What it is given outlives it.
    Cosigner(Path folder, const WitnessKeys& keys, const std::vector<Vkey>& trusted, Alarms& alarms, Now now);

    /// Another log to be trusted.
    void trust(const Vkey& log);
    /// Whether a checkpoint of that log is to be cosigned at all, beyond what section 5 asks. An answer where
    /// not. It is asked once the log's own signature is known to hold.
    using Agrees = std::function<std::optional<WitnessAnswer>(const Checkpoint&, const std::string& note)>;
    void ask_before(const std::string& origin, Agrees agrees);

    /// The answer to what was posted.
    WitnessAnswer add_checkpoint(std::string_view body);
    /// Cosigns a checkpoint that this witness itself found to extend the last one; the note of that log's
    /// signature holds. Does nothing where it signed this one, or a larger one, already.
    void cosign_own(const std::string& note);

    /// What stands at monitor_path(); nothing where no such log was cosigned.
    std::optional<std::string> at(const std::string& path) const;

private:
    struct Log {
        std::vector<Vkey> vkeys;
        Agrees agrees;
        std::optional<Checkpoint> last;
        std::string note;    // that one, with the log's signature and this witness's
    };
    struct Signed {
        Log* log = nullptr;
        SignedNote note;
        Checkpoint checkpoint;
    };
    Result<Signed> known(const std::string& note, WitnessAnswer& refusal);
    bool is_fork(const Log& log, const Checkpoint& checkpoint, const std::string& note);
    std::string sign(Log& log, const Signed& what);
    void read_last(const std::string& origin, Log& log) const;
    Path file_of(const std::string& origin) const;

    const Path folder_;
    const WitnessKeys& keys_;
    Alarms& alarms_;
    const Now now_;
    mutable std::mutex mutex_;           // guards what follows, and the folder
    std::map<std::string, Log> logs_;    // by origin
};

}    // namespace vouch::client
