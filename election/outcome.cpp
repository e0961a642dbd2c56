#include "election/outcome.h"

#include <algorithm>
#include <array>

#include "crypto/result.h"

namespace vouch::election {

bool at_least(const Fraction& share, std::uint64_t part, std::uint64_t whole) {
    return share.denominator * part >= share.numerator * whole;
}

bool more_than(const Fraction& share, std::uint64_t part, std::uint64_t whole) {
    return share.denominator * part > share.numerator * whole;
}

bool quorum_met(const Rules& rules, std::uint32_t there, std::uint32_t summoned) {
    return at_least(rules.quorum, there, summoned);
}

std::uint32_t quorum_of(const Rules& rules, std::uint32_t summoned) {
    const std::uint64_t whole = rules.quorum.denominator;
    return static_cast<std::uint32_t>((std::uint64_t{rules.quorum.numerator} * summoned + whole - 1) / whole);
}

Counts operator+(const Counts& a, const Counts& b) {
    return {a.high + b.high, a.medium + b.medium, a.low + b.low, a.blank + b.blank};
}

std::uint32_t count_of(const Counts& counts, Level level) {
    const std::array by_level{counts.blank, counts.low, counts.medium, counts.high};
    return by_level.at(static_cast<std::size_t>(level));
}

bool holds(const Threshold& threshold, const Counts& counts, std::uint32_t base) {
    const std::uint32_t count = count_of(counts, threshold.level);
    return threshold.strictly_more ? more_than(threshold.share, count, base)
                                   : at_least(threshold.share, count, base);
}

const Threshold* outcome(const Rules& rules, const Counts& counts, std::uint32_t base) {
    const Threshold* last = nullptr;
    for (const Threshold& threshold : rules.thresholds)
        if (holds(threshold, counts, base)) last = &threshold;
    return last;
}

const Threshold* threshold_called(const Rules& rules, std::string_view outcome) {
    const auto found = std::ranges::find(rules.thresholds, outcome, &Threshold::name);
    return found == rules.thresholds.end() ? nullptr : &*found;
}

ResultLine result_line(const Rules& rules, const Counts& counts, std::uint32_t base) {
    const Threshold* threshold = outcome(rules, counts, base);
    return {counts.high, counts.medium, counts.low, counts.blank,
            threshold ? threshold->name : std::string(kNoOutcome)};
}

std::uint32_t percent_hundredths(std::uint32_t count, std::uint32_t base) {
    if (base == 0) return 0;
    constexpr std::uint64_t kWhole = 10'000;    // hundredths of a per cent
    return static_cast<std::uint32_t>((2 * kWhole * count + base) / (2 * std::uint64_t{base}));    // half up
}

namespace {

std::string with_separator(std::uint32_t hundredths, std::string_view separator) {
    const std::string fraction = std::to_string(100 + hundredths % 100).substr(1);
    return std::to_string(hundredths / 100).append(separator) + fraction;
}

}    // namespace

std::string decimal(std::uint32_t hundredths) {
    return with_separator(hundredths, ".");
}

std::string decimal(std::uint32_t hundredths, const texts::Words& words) {
    return with_separator(hundredths, words.number.decimal);
}

std::string percent_text(std::uint32_t hundredths, const texts::Words& words) {
    return words.number.percent({.number = decimal(hundredths, words)});
}

std::string threshold_text(const Rules& rules, const Threshold& threshold, const texts::Words& words,
                           std::size_t language) {
    const std::string& level = rules.level_name(threshold.level)[language];
    const std::string share =
        std::to_string(threshold.share.numerator) + "/" + std::to_string(threshold.share.denominator);
    return threshold.strictly_more ? words.result.more_than({.level = level, .share = share})
                                   : words.result.at_least({.level = level, .share = share});
}

}    // namespace vouch::election
