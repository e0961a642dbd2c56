#pragma once
// The time of day, as the server tells it in its greeting and as an organizer states it.

#include <chrono>
#include <cstdint>

namespace vouch::wire {

/// POSIX seconds, by this machine's clock.
inline std::uint64_t time_of_day() {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since_1970).count());
}

}    // namespace vouch::wire
