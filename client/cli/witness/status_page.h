#pragma once
// What a witness shows: a page for people that needs no script, in every language, and red for ever once
// something is wrong.

#include "client/cli/shared/json.h"
#include "client/cli/witness/alarms.h"

namespace vouch::client {

/// What a witness follows and how it stands. Times are POSIX seconds, 0 where there was none.
struct WitnessView {
    std::string url, witness;                // the conference's address; the witness's verifier key
    std::optional<Checkpoint> checkpoint;    // the newest that was seen
    std::uint64_t looked_at = 0;             // when a look at the log last came to its end
    std::string failure;                     // why the last one did not; empty where it did
    std::uint64_t web_looked_at = 0;         // the same of the web client
    std::string web_failure;
    std::vector<Alarm> alarms;

    enum class Standing { alarm, not_verified, holds };
    /// Not verified until a look came to its end, and where the last one did not.
    Standing standing() const;
};

/// One HTML page, whatever stands in the texts from outside.
std::string status_page(const WitnessView& view);
Json status_json(const WitnessView& view);
/// The same in a few lines, in the language that was chosen.
std::string status_lines(const WitnessView& view);

}    // namespace vouch::client
