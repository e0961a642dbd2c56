#pragma once
// Every number that a person reads is computed here: counts, percentages, quorum, thresholds and outcomes.
// Integers only; nothing is rounded before it is compared. docs/protocol.md, sections 3 and 8.

#include <cstdint>
#include <string>
#include <string_view>

#include "election/bodies.h"
#include "texts/texts.h"

namespace vouch::election {

/// part/whole >= share and part/whole > share, by cross-multiplication.
bool at_least(const Fraction& share, std::uint64_t part, std::uint64_t whole);
bool more_than(const Fraction& share, std::uint64_t part, std::uint64_t whole);

/// Whether `there` people (or ballots) are a quorum of those summoned.
bool quorum_met(const Rules& rules, std::uint32_t there, std::uint32_t summoned);
/// The fewest people that are one.
std::uint32_t quorum_of(const Rules& rules, std::uint32_t summoned);

Counts operator+(const Counts& a, const Counts& b);
/// The count of one level.
std::uint32_t count_of(const Counts& counts, Level level);

bool holds(const Threshold& threshold, const Counts& counts, std::uint32_t base);
/// The last threshold that holds; nothing where none does.
const Threshold* outcome(const Rules& rules, const Counts& counts, std::uint32_t base);
/// The outcome in the log where no threshold holds. No threshold may have this name.
inline constexpr std::string_view kNoOutcome = "none";

/// The threshold that an announced outcome names; nothing for kNoOutcome.
const Threshold* threshold_called(const Rules& rules, std::string_view outcome);

/// One official's line of the result, electronic and paper ballots together.
ResultLine result_line(const Rules& rules, const Counts& counts, std::uint32_t base);

/// A percentage in hundredths of a per cent, rounded half up: 323 of 485 is 6660. 0 where the base is 0.
std::uint32_t percent_hundredths(std::uint32_t count, std::uint32_t base);
/// "66.60", for tables that programs read.
std::string decimal(std::uint32_t hundredths);
/// "66,60" in Vietnamese, for tables whose heading has the sign.
std::string decimal(std::uint32_t hundredths, const texts::Words& words);
/// "66,60%" in Vietnamese, "66.60%" in English.
std::string percent_text(std::uint32_t hundredths, const texts::Words& words);

/// "More than 1/2 low confidence"; `place` is that of the words' language among the manifest's texts.
std::string threshold_text(const Rules& rules, const Threshold& threshold, const texts::Words& words,
                           std::size_t language);

}    // namespace vouch::election
