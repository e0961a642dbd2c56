#pragma once
// CSV as spreadsheets write it: comma, semicolon or tab, quoted fields, and `sep=;` as a first line that
// names the separator. file_lines.h says which encodings and line ends are read. A record is one line: a
// quoted field does not run on into the next, so that one stray quote spoils one row and is named, instead of
// swallowing the rows after it. (Debian's libcsv and fccp stop at the first bad record or want the number of
// columns when compiled; every bad row has to be listed.) The web client reads the same:
// client/web/src/staff/csv.ts, and tests/data/tables.json holds both to it.

#include <string>
#include <string_view>
#include <vector>

#include "client/cli/shared/file_lines.h"
#include "client/cli/shared/mistakes.h"

namespace vouch::client {

struct CsvRecord {
    std::size_t line = 0;    // from 1
    std::vector<std::string> fields;
};

/// The records; lines in which every field is empty are passed over. Where no `sep=` names the separator, it
/// is the one of comma, semicolon and tab that stands in the most lines outside quotes, and the most often
/// where two stand in as many.
Checked<std::vector<CsvRecord>> parse_csv(std::string_view file);

/// Without the empty fields that a spreadsheet pads a row with, of which `columns` are kept.
std::vector<std::string> unpadded(std::vector<std::string> fields, std::size_t columns);

}    // namespace vouch::client
