#pragma once
// A whole conference against a running server: an organizer, a board (of three of whom two count, where the
// conference is invented), and every participant a client of its own with its own code, credential and
// connections. Marked as a rehearsal in the log. docs/decisions says why the demonstration is one, too.

#include <functional>
#include <string>

#include "client/cli/organizer/organizer.h"
#include "client/cli/rehearsal/plan.h"
#include "disk/files.h"
#include "net/trust.h"

namespace vouch::client {

inline constexpr std::uint32_t kRehearsalTrustees = 3;
inline constexpr std::uint32_t kRehearsalThreshold = 2;

/// Is called with progress: what is being done, how many are done, and how many there are.
using RehearsalProgress = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

/// The result of a rehearsal.
struct RehearsalOutcome {
    std::string conference_url;
    std::string log_vkey;
    election::Announcement result;
    std::uint32_t base = 0;
    std::uint64_t receipts = 0;                   // given to participants, each checked by its device
    std::uint64_t counted = 0, superseded = 0;    // of those, as the tracker look-up in the copied log says
    std::string table;                            // the result as a terminal shows it
};

/// Holds the conference and writes into `out`, which exists and is empty: log/, log.vkey, documents/,
/// named-roll.csv, results.csv, results-spreadsheet.csv and minutes.txt. The organizer's and trustees' keys
/// are in a private folder under `secrets` meanwhile, which the caller removes. The organizer's key is one
/// that the server lets create conferences.
Result<RehearsalOutcome> rehearse(OrganizerKeys organizer, const net::Endpoint& server,
                                  const net::Trust& trust, const RehearsalPlan& plan, const Path& secrets,
                                  const Path& out, const RehearsalProgress& progress);

/// A line for each figure of the result that differs from the table; none where all agree.
std::vector<std::string> differences(const RehearsalPlan& plan, const election::Announcement& result);

}    // namespace vouch::client
