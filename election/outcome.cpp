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

/// RFC 4180: quoted where it has to be.
std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
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

std::string results_csv(const Manifest& manifest, const Announcement& result, std::uint32_t base) {
    VOUCH_CHECK(manifest.officials.size() == result.lines.size());
    std::string csv = "position,high,medium,low,blank,pct_high,pct_medium,pct_low,outcome\n";
    for (std::size_t j = 0; j < result.lines.size(); ++j) {
        const ResultLine& line = result.lines[j];
        csv += csv_field(manifest.officials[j].position.front()) + ',';
        for (const std::uint32_t count : {line.high, line.medium, line.low, line.blank})
            csv += std::to_string(count) + ',';
        for (const std::uint32_t count : {line.high, line.medium, line.low})
            csv += decimal(percent_hundredths(count, base)) + ',';
        csv += csv_field(line.outcome) + '\n';
    }
    return csv;
}

}    // namespace vouch::election
