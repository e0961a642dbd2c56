#include "election/profiles.h"

#include <array>

namespace vouch::election {
namespace {

struct Wording {
    std::string_view vi, en;
};

struct Consequences {
    std::string_view profile;
    Wording more_than_half, two_thirds;
};

constexpr std::array<Wording, 3> kLevelNames{{
    {"tín nhiệm thấp", "low confidence"},
    {"tín nhiệm", "confidence"},
    {"tín nhiệm cao", "high confidence"},
}};

constexpr std::array<Consequences, 2> kConsequences{{
    {"party",
     {"Đưa ra khỏi quy hoạch chức vụ cao hơn; xem xét cho thôi giữ chức vụ, bố trí công tác khác hoặc từ "
      "chức, "
      "hoặc bỏ phiếu tín nhiệm",
      "taken off the list for higher posts; leaving the post, transfer or resignation considered, or a "
      "two-level "
      "vote"},
     {"Cho thôi giữ chức vụ, bố trí công tác khác (thấp hơn), không chờ hết nhiệm kỳ",
      "dismissed from the post, given other (lower) work, without waiting for the term's end"}},
    {"state",
     {"Có thể xin từ chức; nếu không, bỏ phiếu tín nhiệm tại kỳ họp đó hoặc kỳ họp kế tiếp",
      "may resign; otherwise a two-level vote of confidence at that session or the next"},
     {"Cơ quan giới thiệu trình miễn nhiệm tại kỳ họp đó hoặc kỳ họp kế tiếp",
      "the nominating body submits dismissal at that session or the next"}},
}};

Text text_of(const Wording& wording, std::span<const std::string> languages) {
    Text text;
    for (const std::string& language : languages)
        text.emplace_back(language == "vi" ? wording.vi : wording.en);
    return text;
}

}    // namespace

Result<Rules> rule_profile(std::string_view profile, std::span<const std::string> languages, Base base) {
    const auto found = std::ranges::find(kConsequences, profile, &Consequences::profile);
    if (found == kConsequences.end())
        return {Reason::not_fitting, "no rule profile called " + std::string(profile)};
    for (const std::string& language : languages)
        if (language != "vi" && language != "en")
            return {Reason::not_fitting, "the rule profiles have no wording in " + language};

    Rules rules;
    rules.quorum = {2, 3};
    rules.quorum_measured = QuorumMeasured::at_open;
    rules.base = base;
    for (const Wording& name : kLevelNames) rules.level_names.push_back(text_of(name, languages));
    rules.thresholds = {
        {"more_than_half_low", Level::low, {1, 2}, true, text_of(found->more_than_half, languages)},
        {"two_thirds_low", Level::low, {2, 3}, false, text_of(found->two_thirds, languages)},
    };
    return rules;
}

}    // namespace vouch::election
