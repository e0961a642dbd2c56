#pragma once
// The rules as a whole under fire: a small election's log, changed entry by entry, is offered to a fresh
// state as a server would offer it.

#include <string_view>

#include "crypto/bytes.h"

namespace vouch::testing {

inline constexpr std::string_view kChangedElection = "apply";

/// Makes a changed log of two honest elections (tests/journeys/ten_ballots.h), as the bytes choose, and
/// offers its entries in order. Throws std::logic_error unless all of this holds:
///   1  what is refused leaves log and phase as they were
///   2  every entry that was admitted was made by somebody who may: it is one of the honest ones of the
///      election in question, or was signed, as it stands, by the very keys that have to sign it
///   3  the entries that were admitted, replayed in batches, lead to the same state
///   4  without a new signature by a key of the election no other result than the honest one is counted
void run_changed_election(ByteView choices);

/// How many entries were admitted that stand in neither honest log, and how many were refused, since the
/// program began: that the target reaches what it is for.
struct ChangedElectionTally {
    std::uint64_t admitted_anew = 0, admitted = 0, refused = 0, counted = 0;
};
ChangedElectionTally changed_election_tally();

}    // namespace vouch::testing
