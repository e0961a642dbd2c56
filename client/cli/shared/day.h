#pragma once

#include <string>

namespace vouch::client {

/// The day on this computer's clock and in its zone, ISO 8601.
std::string today();

}    // namespace vouch::client
