#pragma once
// One election in a simulated world, from its founding to its audit, and what has to hold in it.

#include <ostream>
#include <string>
#include <vector>

#include "simulate/faults.h"

namespace vouch::simulation {

struct Run {
    std::uint64_t seed = 0;
    std::vector<Fault> faults;
    std::ostream* lines = nullptr;    // where the trace is read
};
/// The faults that belong to a seed.
std::vector<Fault> faults_of(std::uint64_t seed);

struct Outcome {
    std::vector<std::string> broken;         // what does not hold; empty where all does
    std::uint64_t trace = 0, events = 0;     // the trace's hash and length
    std::chrono::duration<double> time{};    // simulated
    std::uint64_t starts = 0;                // of the server
    std::uint64_t ballots = 0, receipts = 0;
    bool counted = false;    // and not, say, too few
    Hits hits{};
    std::vector<std::uint64_t> calls;    // to the disk, turns, messages, connections, casts
};
Outcome hold(const Run& run);

}    // namespace vouch::simulation
