#pragma once
// What the organizer's verbs begin with: the key of the folder, and the conference that it belongs to.

#include "client/cli/commands.h"
#include "client/cli/organizer/organizer.h"

namespace vouch::client {

/// The key, opened with the passphrase that is asked for.
Result<OrganizerKeys> organizer_keys(const Common& common);
/// The same, and its conference, up to date.
Result<Organizer> organizer_at_work(const Common& common);
/// What an organizer is told where this computer's clock, by which opening and close are stated, is not the
/// server's. Nothing where they agree. POSIX seconds.
std::string clock_differs(std::uint64_t here, std::uint64_t there);
/// The answer to a question was no.
Rejection not_sent();

}    // namespace vouch::client
