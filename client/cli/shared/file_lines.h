#pragma once
// The lines of a table as offices save it: in UTF-8 with or without a byte order mark, or in UTF-16 with one,
// and with LF, CRLF or CR at the end of a line. Other encodings are refused, and named where they can be
// told.

#include <string>
#include <string_view>
#include <vector>

#include "client/cli/shared/mistakes.h"

namespace vouch::client {

struct FileLine {
    std::size_t number = 0;    // from 1
    std::string text;          // UTF-8, without its end
};

/// Every line that can be read. A line that is not UTF-8 is a mistake; where all such lines look like
/// Windows-1258 or TCVN3, which are the encodings of older Vietnamese files, there is one mistake, at the
/// first.
Checked<std::vector<FileLine>> lines_of_file(std::string_view file);

/// "line 12", the place of mistakes in files with lines.
std::string at_line(std::size_t line);

}    // namespace vouch::client
