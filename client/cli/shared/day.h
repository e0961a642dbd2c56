#pragma once

#include <cstdint>
#include <string>

namespace vouch::client {

/// The day of that time, in POSIX seconds, in this computer's zone, ISO 8601.
std::string day_of(std::uint64_t seconds);
/// POSIX seconds as "2026-12-04 08:30:00 UTC", in every language.
std::string utc_text(std::uint64_t seconds);

}    // namespace vouch::client
