#pragma once
// The minutes of counting (biên bản kiểm phiếu) as text, by the form in docs/rules.md: body, place and date;
// summoned and present; ballots issued, collected, not returned, valid, invalid; per official the number and
// percentage of each level; what ties the paper to the log; places for signatures.

#include <string>
#include <string_view>
#include <vector>

#include "election/state.h"

namespace vouch::client {

/// In the language asked for where the manifest has it, else in the manifest's first. The web client writes
/// the same sentences and numbers (client/web/src/pages/public/minutes_text.ts). `fingerprint` is in groups
/// of four, or empty where the open was never confirmed. Not fitting while the state is not *published*.
Result<std::string> minutes(const election::State& state, std::string_view fingerprint,
                            std::string_view language);

}    // namespace vouch::client
