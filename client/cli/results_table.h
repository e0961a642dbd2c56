#pragma once
// The result as a table for a terminal, aligned by the width that its letters take.

#include <string>
#include <string_view>

#include "election/bodies.h"
#include "texts/texts.h"

namespace vouch::client {

/// Where the texts of that language stand in the manifest's; 0 where it has none ("vi" also finds "vi-VN").
std::size_t language_place(const election::Manifest& manifest, std::string_view language);
/// The language to speak of a conference in, so that no page mixes two: the one asked for where the manifest
/// has it, else (also where none was asked for) the manifest's first.
std::string_view chosen_language(const election::Manifest& manifest, std::string_view asked_for);

/// "Percentages over 485 people summoned.": no percentage is shown without it.
std::string base_sentence(const election::Manifest& manifest, std::uint32_t base, const texts::Words& words);

/// A line per official in ballot order, with counts, percentages and outcome, and the base below.
std::string results_table(const election::Manifest& manifest, const election::Announcement& result,
                          std::uint32_t base, std::string_view asked_for);

}    // namespace vouch::client
