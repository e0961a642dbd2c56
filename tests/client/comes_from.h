#pragma once
// Where connections of the test's own program come from, so that several addresses are there on one machine.

#include <atomic>
#include <string>

namespace vouch::testing {

/// An address of this machine's, "127.x.x.x", for connections that this thread makes; empty: wherever the
/// system likes.
extern thread_local std::string comes_from;
extern std::atomic<std::size_t> came_from_there;    // connections that were made so

}    // namespace vouch::testing
