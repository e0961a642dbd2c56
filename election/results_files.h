#pragma once
// The result as a table in a file: one for programs, and one that spreadsheets open with a click. The web
// client writes the same bytes (client/web/src/election/results_files.ts); tests/data/results-files.json
// holds both to them.

#include <cstdint>
#include <string>
#include <string_view>

#include "election/bodies.h"
#include "texts/texts.h"

namespace vouch::election {

/// results.csv: number,name,position,high,medium,low,blank,pct_high,pct_medium,pct_low,outcome; a line per
/// official in ballot order, positions in the manifest's first language.
std::string results_csv(const Manifest& manifest, const Announcement& result, std::uint32_t base);

/// The same for a spreadsheet: a byte order mark, headings and outcomes in words, decimals and the separator
/// as the language has them (a semicolon where numbers have a comma), and no cell that a spreadsheet would
/// calculate. `place` is that of the words' language among the manifest's texts.
std::string results_spreadsheet(const Manifest& manifest, const Announcement& result, std::uint32_t base,
                                const texts::Words& words, std::size_t language);

/// The field as it stands between separators, whichever they are: quoted where it must be (RFC 4180).
std::string csv_field(std::string_view field);

}    // namespace vouch::election
