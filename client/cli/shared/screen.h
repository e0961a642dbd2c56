#pragma once
// Writes to standard output and standard error; nothing else in this folder does. Every text goes through
// shown() (text.h). Used by one thread.

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

/// The form with its parts filled in. Each part stays within its line, so that a text from outside cannot add
/// a line that looks like ours.
template <class... Parts>
std::string worded(Form<Parts...> form, const Parts&... parts) {
    return fmt::format(form, shown_part(parts)...);
}

enum class Stream { out, errors };

/// Writes lines and the end of the last one in one call.
void print(Stream stream, std::string_view lines);
/// The same for a question: one line without its end.
void print_prompt(std::string_view prompt);
/// A QR code, whose squares need colours of the terminal's.
void print_qr(Stream stream, std::string_view content);
/// A value for programs, in one line or, with an indent, in many.
void print_json(std::string_view json);
/// Replaces the last line on the terminal behind standard error. An empty line removes it.
void print_over(std::string_view line);

/// Whether everything written to standard output has arrived; a pipe may be closed or a disk full.
bool all_printed();

}    // namespace vouch::client
