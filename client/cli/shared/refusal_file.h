#pragma once
// What shows a refusal, as a file: JSON, bytes in hex. A participant's device writes it, an auditor reads it.

#include <string>
#include <string_view>

#include "election/refusal.h"

namespace vouch::client {

std::string refusal_text(const election::RefusalEvidence& evidence);
/// Malformed where it is anything else; too large for a ballot that no entry holds.
Result<election::RefusalEvidence> parse_refusal(std::string_view text);

}    // namespace vouch::client
