#pragma once
// Whether a piece of evidence shows what it says, by its own files and the log's key alone.
// docs/witness-guide.md, "Evidence".

#include "client/cli/shared/evidence.h"

namespace vouch::client {

/// What the files of a piece of evidence show.
struct EvidenceFinding {
    Statement statement;
    /// What contradicts what, in a sentence.
    std::string sentence;
};

/// Reads the folder. Malformed or bad signature where the statement is none, or is another log's; not
/// fitting, with a sentence, where its files do not show what it says.
Result<EvidenceFinding> check_evidence(const Path& folder, const Vkey& log,
                                       std::span<const Vkey> witnesses = {});

}    // namespace vouch::client
