#pragma once
// The conference of tests/data/conference.toml: two languages, two officials of whom the first has a dossier,
// three trustees. Who organizes it is for the test to say; other lines are changed with replaced().

#include "tests/client/texts.h"
#include "tests/support/vectors.h"

namespace vouch::testing {

/// Organized by whoever that line names, as `vouch organizer keygen` prints it.
inline std::string conference_toml(const std::string& organizer_line) {
    return replaced(text_of(read_file(tests_dir() / "data/conference.toml")), "organizers = []",
                    "organizers = [\"" + organizer_line + "\"]");
}

/// The same with that witness.
inline std::string conference_toml(const std::string& organizer_line, const std::string& witness_vkey) {
    return replaced(conference_toml(organizer_line), "witnesses = []",
                    "witnesses = [\"" + witness_vkey + "\"]");
}

}    // namespace vouch::testing
