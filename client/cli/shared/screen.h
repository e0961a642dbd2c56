#pragma once
// What the command writes to standard output and standard error; nothing else here writes to either. Text
// passes through shown() (text.h) on its way. Used by one thread.

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "client/cli/shared/text.h"

namespace vouch::client {

/// A text becomes one line as shown() makes it; numbers stay what they are.
template <class Part>
auto shown_part(const Part& part) {
    if constexpr (std::is_convertible_v<const Part&, std::string_view>)
        return shown(std::string_view(part));
    else
        return part;
}

template <class... Parts>
using Form = fmt::format_string<decltype(shown_part(std::declval<const Parts&>()))...>;

/// The form with its parts, each of which stays within its line: where somebody else's text stands as a part,
/// it cannot add a line that looks like ours.
template <class... Parts>
std::string worded(Form<Parts...> form, const Parts&... parts) {
    return fmt::format(form, shown_part(parts)...);
}

enum class Stream { out, errors };

/// Writes lines and what ends the last of them, at once.
void print(Stream stream, std::string_view lines);
/// The same of one line that is not ended: a question.
void print_prompt(std::string_view prompt);
/// A QR code, whose squares need colours of the terminal's.
void print_qr(Stream stream, std::string_view content);
/// A value for programs, in one line or, with an indent, in many.
void print_json(std::string_view json);
/// Puts a line in the place of the last one on the terminal behind standard error; an empty one takes it
/// away.
void print_over(std::string_view line);

/// Whether all that was written to standard output has arrived: a pipe may be closed, a disk full.
bool all_printed();

}    // namespace vouch::client
