#pragma once
// Why something cannot be done in a phase, for people: the table of kinds and phases in words.
// docs/protocol.md, section 3.

#include <string>

#include "crypto/result.h"
#include "election/kinds.h"

namespace vouch::client {

/// "the vote has not been opened yet", "the result is in" and so on.
std::string phase_text(election::Phase phase);

/// Accepted where an entry of that kind may stand in that phase; otherwise wrong phase, with a sentence that
/// says when it could and what the phase is.
Status allowed_now(election::Kind kind, election::Phase phase);

}    // namespace vouch::client
