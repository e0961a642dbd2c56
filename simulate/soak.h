#pragma once
// Many elections, one after another; what fails is made small.

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "simulate/election.h"

namespace vouch::simulation {

struct Soak {
    std::uint64_t first_seed = 1;
    std::uint64_t elections = 1;
    double minutes = 0;    // of the machine's time; with it, as many elections as there is time for
    std::optional<std::vector<std::size_t>> only;    // of the faults, for one election
    bool shrinks = true;
    std::ostream* lines = nullptr;    // for traces
};

struct Failed {
    std::uint64_t seed = 0;
    std::vector<std::string> broken;
    std::vector<Fault> drawn;
    std::vector<std::size_t> needed;    // those of the faults without which it does not fail
};

/// What all of them came to.
struct Tally {
    std::uint64_t first_seed = 0, elections = 0, counted = 0, events = 0, ballots = 0, receipts = 0,
                  starts = 0;
    double simulated_hours = 0, seconds = 0;
    Hits hits{};
    std::vector<Failed> failed;
    void add(const Outcome& outcome);
};
std::string text_of(const Tally& tally);
std::string json_of(const Tally& tally);

/// Says each failure when it is found.
Tally run(const Soak& soak, std::ostream& says);

/// Those of so many faults, by number, that are needed: every other one is left out, and it still fails.
std::vector<std::size_t> shrink(std::size_t faults,
                                const std::function<bool(const std::vector<std::size_t>&)>& fails);

}    // namespace vouch::simulation
