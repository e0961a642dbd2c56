#pragma once

#include <cstdint>
#include <string>

namespace vouch::client {

/// The day on this computer's clock and in its zone, ISO 8601.
std::string today();
/// POSIX seconds as "2026-12-04 08:30:00 UTC", in every language.
std::string utc_text(std::uint64_t seconds);

}    // namespace vouch::client
