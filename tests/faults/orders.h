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

/// Which calls count.
enum class Counted : std::uint32_t {
    files,    // that change a file of the folder
    files_and_sockets,
    memory,                  // that ask for memory
    memory_of_who_accepts    // by a thread that has waited in accept()
};

/// Zero bytes are "no fault, files count".
struct Orders {
    std::atomic<Counted> counted;
    std::atomic<std::uint64_t> calls;      // since the last order
    std::atomic<std::uint64_t> at_call;    // from 1; 0 for none
    std::atomic<Fault> fault;
    std::atomic<std::uint32_t> error;       // an errno
    std::atomic<std::uint64_t> faults;      // that were made to happen
    std::atomic<std::uint64_t> deciding;    // calls that have not said yet whether anything happens there
    char last_call[32];                     // the name of the last that was made to fail or to end
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

/// The environment's names for the orders' file and for the folder whose files count.
inline constexpr const char* kOrdersVariable = "VOUCH_TEST_ORDERS";
inline constexpr const char* kFolderVariable = "VOUCH_TEST_FOLDER";
/// Where this one is set, the program's own user may read its memory, whatever the program wants.
inline constexpr const char* kReadableVariable = "VOUCH_TEST_READABLE";

}    // namespace vouch::testing
