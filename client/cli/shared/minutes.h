#pragma once
// The minutes of counting as plain text, for a terminal or a file.

#include <string>

#include "client/cli/shared/minutes_text.h"

namespace vouch::client {

/// 78 columns wide; a name that is longer runs over.
std::string minutes(const MinutesText& says);

}    // namespace vouch::client
