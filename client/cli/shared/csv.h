#pragma once
// CSV as spreadsheets write it: UTF-8 with or without a byte order mark, comma or semicolon, quoted fields,
// LF or CRLF. A record is one line: a quoted field does not run on into the next, so that one stray quote
// spoils one row and is named, instead of swallowing the rows after it. (Debian's libcsv and fccp stop at the
// first bad record or want the number of columns when compiled; every bad row has to be listed.)

#include <string>
#include <string_view>
#include <vector>

#include "client/cli/shared/mistakes.h"

namespace vouch::client {

struct CsvRecord {
    std::size_t line = 0;    // from 1
    std::vector<std::string> fields;
};

/// The records; blank lines are passed over. The separator is whichever of comma and semicolon the first
/// record has more of outside quotes.
Checked<std::vector<CsvRecord>> parse_csv(std::string_view text);

/// The field as it stands between commas: quoted where it must be.
std::string csv_field(std::string_view field);

/// "line 12", the place of mistakes in files with lines.
std::string at_line(std::size_t line);

}    // namespace vouch::client
