#pragma once
// Measuring, and telling what was measured: one JSON object a line, from which scripts/figures makes README's
// table.

#include <cstdint>
#include <functional>
#include <string>

namespace vouch::bench {

inline constexpr double kMilli = 1e3, kMicro = 1e6;    // of a second
/// Keys in the ring of most figures.
inline constexpr std::uint32_t kRing = 1024;

/// CPU time so far, in seconds: of the thread that asks, and of the whole process.
double thread_seconds();
double process_seconds();

/// What one call takes of this thread's CPU, in seconds: the median of several rounds of many calls each.
double seconds_of(const std::function<void()>& work);

/// How many times as long `work` takes as `than`, in CPU time of this thread: the median of rounds that take
/// both by turns, so that a machine that is slower for a while is slower for both.
double times_as_long(const std::function<void()>& work, const std::function<void()>& than);

/// {"name": …, "value": …, "unit": …, "backend": …} on standard output; four digits of a measured value, all
/// of a count. The backend is that of crypto/bulk, unless its arithmetic has no part in the figure.
void tell(const std::string& name, double value, const std::string& unit);
inline constexpr auto kAnyBackend = "any";
void tell(const std::string& name, double value, const std::string& unit, const std::string& backend);

/// 1024 as "1,024", as names spell it.
std::string grouped(std::uint64_t number);

/// The most memory that this process ever held, in MiB.
double peak_memory_mib();

/// The parts, each in a file of its own.
void arithmetic();
void sealing();
void ballots();
void bad_ballots();
void cores();
void count();
void receipts();
void demo();
void replay(std::uint64_t ballots);

}    // namespace vouch::bench
