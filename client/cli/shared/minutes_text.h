#pragma once
// What the minutes of counting say (biên bản kiểm phiếu, docs/rules.md), sentence by sentence; how they are
// laid out is each form's own: minutes.h for a terminal, minutes_pdf.h for paper. The web client says the
// same (client/web/src/pages/public/minutes_text.ts), and a test holds the two against each other.

#include <string>
#include <string_view>
#include <vector>

#include "election/state.h"

namespace vouch::client {

struct MinutesText {
    /// What something is called, and what it is; nothing where it is filled in by hand.
    struct Fact {
        std::string name, value;
    };
    struct Level {
        std::string name, count, percent;
    };
    struct RatedOfficial {
        std::string heading;    // "1. Name, position"
        std::string number, name, position;
        std::vector<Level> levels;    // high, confidence, low, none
        std::string consequence;      // a sentence; empty where no threshold holds
    };
    struct Signature {
        std::string role, sign, name;
    };

    std::string language;
    std::string authority;    // one line or two; empty under rules of a body's own
    std::string body, file_number, place_and_date;
    std::string rehearsal;    // empty where it is none
    std::string heading, subject;
    std::vector<std::string> sentences;    // when and where, and why without a quorum
    std::string board_heading;
    std::vector<Fact> board;
    std::string numbers_heading;
    std::vector<Fact> numbers;
    std::string results_heading, base;
    std::string table_number, table_official;    // heads of the table's columns; the levels have names
    std::vector<RatedOfficial> officials;
    std::string verification_heading;
    std::vector<Fact> verification;
    std::string closing;
    std::string signatures_heading;
    std::vector<Signature> signatures;
};

/// In the language asked for where the manifest has it, else in the manifest's first. `fingerprint` is in
/// groups of four, or empty where the open was never confirmed. Not fitting while the state is not
/// *published*.
Result<MinutesText> minutes_text(const election::State& state, std::string_view fingerprint,
                                 std::string_view language);

}    // namespace vouch::client
