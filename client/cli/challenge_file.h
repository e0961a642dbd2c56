#pragma once
// What a challenged device hands to another one, and how that one checks it. docs/protocol.md, section 9.

#include <string>
#include <string_view>
#include <vector>

#include "election/ballot.h"

namespace vouch::client {

/// JSON: per official alpha, beta, r in hex and the level 0 to 3; and rest.
std::string challenge_text(const election::ChallengedBallot& shown);
/// Malformed unless it is just that.
Result<election::ChallengedBallot> parse_challenge(std::string_view text);

/// The choices inside, if it is the ballot whose tracker was noted before: as 64 hexadecimal digits, or as
/// the 26 characters that devices show. As election::check_challenge says.
Result<std::vector<election::Level>> check_noted(const election::Opening& opening, std::string_view noted,
                                                 const election::ChallengedBallot& shown);

/// "K94D-AX0M-…": characters in groups of four.
std::string in_groups(std::string_view characters);
/// A tracker's 26 characters so, as it is shown.
std::string shown_tracker(const Bytes32& tracker);
/// The characters of a tracker, or of an anchor that is read out, as people type them: spaces and hyphens
/// dropped, upper case, O read as 0, I and L as 1. Malformed unless 26 are left.
Result<std::string> read_tracker_text(std::string_view typed);

}    // namespace vouch::client
