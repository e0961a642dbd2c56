#pragma once
// What a test and the library that is loaded before vouch-server (preload.cpp) tell each other: a few numbers
// in a file that both have in memory.

#include <atomic>
#include <cstdint>

namespace vouch::testing {

/// What happens at a call.
enum class Fault : std::uint32_t {
    none,
    end_before,     // the process is gone before it
    end_after,      // and after it
    fail_once,      // it fails, and later ones do not
    fail_from_on    // it fails, and so do all later ones
};

/// Zero bytes are "none, nothing counted".
struct Orders {
    std::atomic<std::uint64_t> calls;      // since the last order
    std::atomic<std::uint64_t> at_call;    // from 1
    std::atomic<Fault> fault;
    std::atomic<std::uint32_t> error;     // an errno
    std::atomic<std::uint32_t> socket;    // whether what is received and sent counts too
    std::atomic<std::uint64_t> faults;    // that were made to happen
    char last_call[32];                   // the name of the last that was made to fail or to end
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

/// The environment's names for the orders' file and for the folder whose files count.
inline constexpr const char* kOrdersVariable = "VOUCH_TEST_ORDERS";
inline constexpr const char* kFolderVariable = "VOUCH_TEST_FOLDER";

}    // namespace vouch::testing
