#pragma once
// What goes wrong in one election, drawn before it begins, so that a fault can be left out without changing
// the rest of what is drawn.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/draw.h"

namespace vouch::simulation {

enum class Kind : std::uint8_t {
    power_cut,       // at a call to the disk: what is not synced may be lost, in part
    kill,            // at a call to the disk: the process ends, the machine does not
    kill_between,    // likewise, between two turns of the server's
    disk_error,      // a call to the disk fails
    disk_full,       // from a call on every call that wants space fails, for some seconds
    old_backup,      // a power cut, after which an older copy of the conference is put back for a while
    bit_flip,        // at a call to the disk: a kill, and a bit of a stored tile flips before the next start
    pause,           // at a time: the server's machine stands still
    clock_set,       // at a time: everybody's calendar is set forward or back
    cut,             // a message is lost, and its connection with it
    stall,           // from a message on nothing comes through its connection, and nobody is told
    slow,            // a message takes long, and so do those behind it
    unreachable,     // a connection does not come about
    repeat,          // a ballot's message arrives once more, over a connection of somebody else's
    device_ends,     // at a call that changes a participant's folder: the participant's program ends
};
inline constexpr std::size_t kKinds = 15;
std::string_view name(Kind kind);

struct Fault {
    Kind kind;
    std::uint64_t at = 0;      // at the which call, turn, message or connection, from 1; or second
    std::uint64_t with = 0;    // how long, or how bad
};
std::string text_of(const Fault& fault);

/// No more than this many faults in one election.
inline constexpr std::size_t kFaultsMax = 10;
std::vector<Fault> draw_faults(Draw& draw);

/// How often each kind was hit, over any number of elections.
using Hits = std::array<std::uint64_t, kKinds>;

/// The faults of one election, as they fall due.
class Faults {
public:
    explicit Faults(std::vector<Fault> planned);

    /// What is counted: faults of the kinds that go by it fall due at its numbers.
    enum class Count : std::uint8_t { disk_call, turn, message, connection, cast, home_call };
    static constexpr std::size_t kCounts = 6;
    /// One more of these. The faults that it is the turn of.
    std::vector<Fault> next(Count count);
    /// Those that go by time.
    std::vector<Fault> timed() const;
    void hit(Kind kind) { ++hits_[static_cast<std::size_t>(kind)]; }

    const Hits& hits() const { return hits_; }
    std::uint64_t met() const;    // of all kinds
    std::uint64_t counted(Count count) const { return counted_[static_cast<std::size_t>(count)]; }

private:
    std::vector<Fault> planned_;
    std::array<std::uint64_t, kCounts> counted_{};
    Hits hits_{};
};

}    // namespace vouch::simulation
