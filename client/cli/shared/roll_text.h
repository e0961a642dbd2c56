#pragma once
// What the name, the unit and the hall of a person on the roll may be, and what makes one doubtful. The web
// client judges the same: client/web/src/staff/roll_text.ts, and tests/data/tables.json holds both to it.

#include <optional>
#include <string>
#include <string_view>

namespace vouch::client {

enum class RollField { name, unit, hall };

/// Why the text, which is what clean_text made of it, cannot stand on a roll, as it follows "the name …".
std::optional<std::string> wrong_in(std::string_view text, RollField field);
/// The same for a roll that is imported: a name has a letter, and no field has U+FFFD or format
/// characters, but for joiners inside a word.
std::optional<std::string> wrong_in_import(std::string_view text, RollField field);

enum class DoubtKind {
    mojibake,    // UTF-8 that was read as an encoding of single bytes: "Nguyá»…n"
    tcvn3,       // TCVN3 that was read as Latin letters: "NguyÔn V¨n"
    question,    // a question mark where a letter was: "Nguy?n"
    namesake,    // another person has the same name and unit
    spelling,    // another person has this unit or hall in other letters, large or small: "Bắc" and "bắc"
};

/// Whether a person has to look at the text; never namesake or spelling.
std::optional<DoubtKind> doubt_of(std::string_view text);

}    // namespace vouch::client
