#pragma once
// The two regimes' rules as data. Nothing else in the tree knows that there are two: a manifest carries its
// rules in full, and a body may write its own. Sources and their limits: the party's Regulation 96-QĐ/TW of
// 2023, the state's Resolution 96/2023/QH15.

#include <span>
#include <string>
#include <string_view>

#include "crypto/result.h"
#include "election/bodies.h"

namespace vouch::election {

/// The rules of the profile "party" or "state", worded in those languages ("vi" and "en" are there), in that
/// order. Percentages are over `base`, where the profiles differ from year to year (party: collected; state:
/// collected since 2023, summoned before). Not fitting for a name or a language that is not there.
Result<Rules> rule_profile(std::string_view profile, std::span<const std::string> languages, Base base);

}    // namespace vouch::election
