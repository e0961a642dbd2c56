#pragma once
// The server's results.json held against what replaying the log gave. docs/protocol.md, section 8.

#include <string>
#include <string_view>

#include "election/state.h"

namespace vouch::client {

/// What does not agree, in words; empty where all of it does. The state is *published*.
std::string results_mistake(const election::State& state, std::string_view results_json);

}    // namespace vouch::client
