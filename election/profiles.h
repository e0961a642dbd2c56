#pragma once
// The rule profiles: rules that are ready to be taken over into a manifest, made from texts/profiles.json and
// the wording in texts/words. No other code lists them: a manifest carries its rules in full, and a body may
// write its own. Sources and their limits: the party's Regulation 96-QĐ/TW of 2023, the state's Resolution
// 96/2023/QH15.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/result.h"
#include "election/bodies.h"

namespace vouch::election {

struct RuleProfile {
    std::string name;
    // What minutes under the profile are headed by, in every language as the rules' texts: whose authority,
    // in one line or two, and a file number to be filled in by hand.
    Text authority, file_number;
    int hours_from_utc;
    Rules rules;    // its texts in every language, in the order of texts::all_words()
};
std::span<const RuleProfile> rule_profiles();
/// "party, state".
std::string rule_profile_names();

/// The rules of that profile, worded in those languages, in that order. Percentages are over `base` where it
/// is given, since bodies differ in it from year to year. Not fitting for a name or a language that is not
/// there.
Result<Rules> rule_profile(std::string_view profile, std::span<const std::string> languages,
                           std::optional<Base> base = {});

/// The profile that these rules are, whatever their base; null where they are a body's own.
const RuleProfile* profile_of(const Rules& rules, std::span<const std::string> languages);

}    // namespace vouch::election
