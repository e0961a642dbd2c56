#pragma once
// What happened, event by event: a line each where somebody wants to read them, and a hash over all of them.

#include <cstdint>
#include <ostream>
#include <string_view>

#include "server/clock.h"

namespace vouch::simulation {

class Trace {
public:
    /// `lines` is null where nobody reads; otherwise it outlives the trace.
    explicit Trace(std::ostream* lines) : lines_(lines) {}

    void say(server::TimePoint now, std::string_view what);
    /// Goes into the hash alone: turns are many and say little.
    void count(std::string_view what) { mix(what), ++events_; }

    std::uint64_t hash() const { return hash_; }
    std::uint64_t events() const { return events_; }

private:
    void mix(std::string_view bytes);

    std::ostream* const lines_;
    std::uint64_t hash_ = 0xcbf29ce484222325, events_ = 0;    // FNV-1a: collisions need not be made hard
};

}    // namespace vouch::simulation
