#pragma once
// The minutes of counting (biên bản kiểm phiếu) as text, by the form in docs/rules.md: body, place and date;
// summoned and present; ballots issued, collected, not returned, valid, invalid; per official the number and
// percentage of each level; what ties the paper to the log; places for signatures.

#include <string>
#include <string_view>
#include <vector>

#include "election/state.h"

namespace vouch::client {

/// "2026-12-04" as people write it: "ngày 04 tháng 12 năm 2026", "4 December 2026".
std::string date_text(std::string_view iso, std::string_view language);

/// In Vietnamese ("vi") or English, with the manifest's texts of that language where it has them.
/// `fingerprint` as shown, in groups of four; empty where the open was never confirmed. Not fitting while the
/// state is not *published*.
Result<std::string> minutes(const election::State& state, std::string_view fingerprint,
                            std::string_view language);

}    // namespace vouch::client
