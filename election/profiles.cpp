#include "election/profiles.h"

#include <algorithm>

#include "texts/texts.h"

namespace vouch::election {

std::string rule_profile_names() {
    std::string out;
    for (const RuleProfile& profile : rule_profiles()) out += (out.empty() ? "" : ", ") + profile.name;
    return out;
}

Result<Rules> rule_profile(std::string_view profile, std::span<const std::string> languages,
                           std::optional<Base> base) {
    const auto found = std::ranges::find(rule_profiles(), profile, &RuleProfile::name);
    if (found == rule_profiles().end())
        return {Reason::not_fitting, "no rule profile called " + std::string(profile)};
    std::vector<std::size_t> indices;
    for (const std::string& language : languages) {
        const auto index = texts::language_index(language);
        if (!index) return {Reason::not_fitting, "the rule profiles have no wording in " + language};
        indices.push_back(*index);
    }
    const auto choose = [&](Text& text) {
        Text chosen;
        for (const std::size_t index : indices) chosen.push_back(text[index]);
        text = std::move(chosen);
    };
    Rules rules = found->rules;
    if (base) rules.base = *base;
    std::ranges::for_each(rules.level_names, choose);
    for (Threshold& threshold : rules.thresholds) choose(threshold.consequence);
    return rules;
}

const RuleProfile* profile_of(const Rules& rules, std::span<const std::string> languages) {
    for (const RuleProfile& profile : rule_profiles()) {
        const auto its_rules = rule_profile(profile.name, languages, rules.base);
        if (its_rules && *its_rules == rules) return &profile;
    }
    return nullptr;
}

}    // namespace vouch::election
