#pragma once
// Compares the server's results.json with the result of replaying the log. docs/protocol.md, section 8.

#include <string>
#include <string_view>

#include "election/state.h"

namespace vouch::client {

/// Says what does not agree; empty where everything agrees. The state is *published*.
std::string results_mistake(const election::State& state, std::string_view results_json);

}    // namespace vouch::client
