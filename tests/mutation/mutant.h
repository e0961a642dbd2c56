#pragma once
// Which check a marked copy of the project leaves out. Nothing that ships includes this: scripts/mutation
// puts it into a copy.

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <type_traits>

namespace vouch::mutation {

inline constexpr std::size_t kMutantsMax = 8192;

/// From the environment, so that one build serves for all of them; 0 leaves out nothing.
inline const std::size_t left_out = [] {
    const char* const number = std::getenv("VOUCH_MUTANT");
    return number == nullptr ? std::size_t{0} : std::strtoul(number, nullptr, 10);
}();
inline std::atomic<bool> reached[kMutantsMax];

/// Stands before every check: whether this is the one. What the compiler computes is left as it is.
constexpr bool is(std::size_t number) {
    if (std::is_constant_evaluated()) return false;
    reached[number].store(true, std::memory_order_relaxed);
    return number == left_out;
}

}    // namespace vouch::mutation
