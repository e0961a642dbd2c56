#pragma once
// The result as a table for a terminal, aligned by the width that its letters take.

#include <string>
#include <string_view>

#include "election/bodies.h"
#include "texts/texts.h"

namespace vouch::client {

/// "Percentages of the 485 people summoned.", which stands beside every percentage.
std::string base_sentence(const election::Manifest& manifest, std::uint32_t base, const texts::Words& words);

/// A line per official in ballot order, with counts, percentages and outcome, and the base below.
std::string results_table(const election::Manifest& manifest, const election::Announcement& result,
                          std::uint32_t base, std::string_view asked_for);

/// The table for spreadsheets, in the language that results_table takes.
std::string spreadsheet_of(const election::Manifest& manifest, const election::Announcement& result,
                           std::uint32_t base, std::string_view asked_for);

}    // namespace vouch::client
