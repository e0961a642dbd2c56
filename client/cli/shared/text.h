#pragma once
// Text that people write and read: UTF-8 in normalization form C, and its width on a terminal.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/result.h"

namespace vouch::client {

/// UTF-8 in normalization form C without white space at either end (docs/protocol.md, section 3.5, kind 2).
/// Malformed if it is not UTF-8 or holds a control character or a line break.
Result<std::string> clean_text(std::string_view text);

/// Without Unicode's White_Space at either end.
std::string_view trimmed(std::string_view text);
/// The same without the difference of capitals, in form C: to find a word, not to show it.
std::string folded(std::string_view text);

/// The code points of UTF-8, up to the first byte that is none, and Unicode's categories L, M and Cf.
std::u32string code_points(std::string_view text);
bool is_letter(char32_t code_point);
bool is_mark(char32_t code_point);
bool is_format(char32_t code_point);

/// A text from outside as one line that a terminal shows and does not obey. Characters that move the cursor,
/// hide letters or turn their order around (control and format characters) are taken away, line ends and tabs
/// become spaces, and bytes that are no UTF-8 become U+FFFD. Every text from the log, the network or a file
/// goes through here before it is shown.
std::string shown(std::string_view text);
/// The same for several lines that this program put together: it leaves their line feeds.
std::string shown_lines(std::string_view text);
/// JSON for a terminal: those characters are escaped, so that programs read what was there.
std::string shown_json(std::string_view json);
/// For use between tags and in quoted attributes of a page.
std::string html_escaped(std::string_view text);

/// "1 ballot", "2 ballots", "0 people": the number with its noun, `one` with an s where `many` is not given.
std::string counted(std::uint64_t number, std::string_view one, std::string_view many = {});

std::string joined(const std::vector<std::string>& names, std::string_view separator);

/// How many columns a terminal takes for the text, which is UTF-8.
std::size_t display_width(std::string_view text);

/// The text filled up with spaces to `width` columns; left as it is where it is wider.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);
std::string centre(std::string_view text, std::size_t width);

/// The text broken at spaces into lines of at most `width` columns; a longer word stands alone.
std::string wrap(std::string_view text, std::size_t width, std::string_view indent);

}    // namespace vouch::client
