#pragma once
// Checks a whole published log. The answer says for each check what was proven, and over how much.
// docs/protocol.md, section 9; docs/auditor-guide.md.

#include <chrono>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "client/cli/shared/log_source.h"
#include "client/cli/shared/roll_file.h"
#include "crypto/note.h"
#include "election/lookup.h"
#include "election/replay.h"

namespace vouch::client {

enum class Verdict { holds, fails, not_verified, nothing_yet };
std::string_view name(Verdict verdict);

struct AuditCheck {
    std::string what;    // "ballots"
    Verdict verdict = Verdict::not_verified;
    std::string detail;    // "515 ballots, each from one enrolled key; 475 count"
};

/// The first thing that does not hold.
struct AuditFault {
    std::optional<std::uint64_t> entry;    // its index
    std::string file;                      // under the log's prefix, where a file is at fault
    Rejection why;
};
std::string to_string(const AuditFault& fault);

struct AuditOptions {
    std::optional<std::string> results_json;               // what the server publishes beside the log
    std::optional<std::vector<NamedPerson>> named_roll;    // held against the salted hashes in the log
    std::vector<Vkey> witnesses;    // whose cosignatures count beside those of the manifest's
    bool trackers = false;    // store every ballot's tracker for look-ups; the memory grows with the ballots
    /// Is called with the number of entries that hold, that of all, and that of ballots among them.
    std::function<void(std::uint64_t done, std::uint64_t total, std::uint64_t ballots)> progress;

    /// The beginning of the log whose ballots' proofs an earlier run of this auditor checked. They are not
    /// checked again where the log still has this beginning; otherwise everything is checked.
    std::optional<election::LogBeginning> checked_before;
    /// Is called with how far all proofs are checked, every kKeptEvery and at the end.
    std::function<void(const election::LogBeginning&)> keep;
    std::function<bool()> stop;    // called at every entry; true stops the check
};
inline constexpr auto kKeptEvery = std::chrono::seconds(10);

struct AuditReport {
    std::string program;    // which one checked; empty where it is not said
    std::vector<AuditCheck> checks;
    std::optional<AuditFault> fault;
    Checkpoint checkpoint;
    election::State state;              // after all entries that hold
    election::TrackerIndex trackers;    // where they were asked for
    std::string fingerprint;            // of the opening; empty before it

    std::uint64_t proofs_now = 0;       // ballots whose proofs this run checked
    std::uint64_t proofs_before = 0;    // and those that an earlier run checked
    std::string earlier_run;    // whether its result was used, and why not; empty where there was none
    bool stopped = false;       // stopped before the end by `stop`

    /// Nothing failed, and nothing that had to be checked was left unchecked.
    bool holds() const;
    /// "The log holds: …" or "The log does not hold: entry 7: bad proof (…)."
    std::string sentence() const;
    std::string text() const;    // a line per check, then the sentence
    nlohmann::ordered_json json() const;
};

/// `log_vkey` comes from the minutes, the hall or participants, never from the log itself.
AuditReport audit(const FetchFile& log, const Vkey& log_vkey, const AuditOptions& options = {});

}    // namespace vouch::client
