#pragma once
// Where secrets that last are kept, and what a process does so that nobody looks into its memory.

#include <memory_resource>

namespace vouch {

/// Memory that is never swapped out and never part of a core dump, as far as the system lets a process lock
/// any (RLIMIT_MEMLOCK); beyond that it is like other memory. May be used from several threads, and until the
/// process ends. Sanitized builds give memory that they watch instead.
std::pmr::memory_resource& locked_memory();

/// From now on no core dump is written, and no other process of this user reads this one's memory or traces
/// it. The first thing that a program does.
void keep_memory_private();

}    // namespace vouch
