#pragma once
// The file that a challenged device hands to another one, and how that one checks it. docs/protocol.md,
// section 9.

#include <string>
#include <string_view>
#include <vector>

#include "election/ballot.h"

namespace vouch::client {

/// JSON: per official alpha, beta, r in hex and the level 0 to 3; and rest.
std::string challenge_text(const election::ChallengedBallot& shown);
/// Anything else is malformed.
Result<election::ChallengedBallot> parse_challenge(std::string_view text);

/// The choices inside, if this is the ballot whose tracker was noted before. The tracker is given as 64
/// hexadecimal digits or as the 28 characters that devices show. Rejects as election::check_challenge does.
Result<std::vector<election::Level>> check_noted(const election::Opening& opening, std::string_view noted,
                                                 const election::ChallengedBallot& shown);

}    // namespace vouch::client
