#include "simulate/soak.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

namespace vouch::simulation {
namespace {

std::vector<Fault> some_of(const std::vector<Fault>& drawn, const std::vector<std::size_t>& which) {
    std::vector<Fault> out;
    for (const std::size_t i : which)
        if (i < drawn.size()) out.push_back(drawn[i]);
    return out;
}

std::vector<std::size_t> all_of(std::size_t faults) {
    std::vector<std::size_t> out(faults);
    std::iota(out.begin(), out.end(), 0);
    return out;
}

std::string text_of(const Failed& failed) {
    std::string out = fmt::format("seed {} fails\n", failed.seed);
    for (const std::string& broken : failed.broken) out += "    " + broken + "\n";
    for (const std::size_t i : failed.needed) out += fmt::format("    {} {}\n", i, text_of(failed.drawn[i]));
    out += fmt::format("    again: vouch-simulate --trace --seed {} --only {}\n", failed.seed,
                       failed.needed.empty() ? "99" : fmt::format("{}", fmt::join(failed.needed, " ")));
    return out;
}

}    // namespace

void Tally::add(const Outcome& outcome) {
    ++elections;
    counted += outcome.counted ? 1 : 0;
    events += outcome.events;
    ballots += outcome.ballots;
    receipts += outcome.receipts;
    starts += outcome.starts;
    simulated_hours += outcome.time.count() / 3600;
    for (std::size_t kind = 0; kind < kKinds; ++kind) hits[kind] += outcome.hits[kind];
}

std::string text_of(const Tally& tally) {
    std::string out = fmt::format("{} elections in {:.0f} s, {} of them counted, {} failed\n",
                                  tally.elections, tally.seconds, tally.counted, tally.failed.size());
    out +=
        fmt::format("{:.1f} hours simulated, {} events, {} ballots, {} receipts, {} starts of the server\n",
                    tally.simulated_hours, tally.events, tally.ballots, tally.receipts, tally.starts);
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        out += fmt::format("    {:<20} {}\n", name(static_cast<Kind>(kind)), tally.hits[kind]);
    return out;
}

std::vector<std::size_t> shrink(std::size_t faults,
                                const std::function<bool(const std::vector<std::size_t>&)>& fails) {
    std::vector<std::size_t> needed = all_of(faults);
    for (std::size_t i = 0; i < needed.size();) {
        std::vector<std::size_t> fewer = needed;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        if (fails(fewer)) {
            needed = std::move(fewer);
            i = 0;    // what was needed beside it may be needed no more
        } else {
            ++i;
        }
    }
    return needed;
}

std::string json_of(const Tally& tally) {
    nlohmann::ordered_json hits;
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        hits[std::string(name(static_cast<Kind>(kind)))] = tally.hits[kind];
    std::vector<std::uint64_t> failed;
    for (const Failed& one : tally.failed) failed.push_back(one.seed);
    return nlohmann::ordered_json{{"firstSeed", tally.first_seed},
                                  {"elections", tally.elections},
                                  {"counted", tally.counted},
                                  {"failed", failed},
                                  {"seconds", std::llround(tally.seconds)},
                                  {"simulatedHours", std::llround(tally.simulated_hours)},
                                  {"events", tally.events},
                                  {"ballots", tally.ballots},
                                  {"receipts", tally.receipts},
                                  {"starts", tally.starts},
                                  {"faults", hits}}
               .dump(4) +
           "\n";
}

Tally run(const Soak& soak, std::ostream& says) {
    using Clock = std::chrono::steady_clock;
    const auto began = Clock::now();
    const auto seconds = [began] { return std::chrono::duration<double>(Clock::now() - began).count(); };
    Tally tally;
    tally.first_seed = soak.first_seed;
    for (std::uint64_t seed = soak.first_seed;; ++seed) {
        const bool more = soak.minutes > 0 ? seconds() < soak.minutes * 60 : tally.elections < soak.elections;
        if (!more) break;
        const std::vector<Fault> drawn = faults_of(seed);
        const std::vector<Fault> faults = soak.only ? some_of(drawn, *soak.only) : drawn;
        const Outcome outcome = hold({seed, faults, soak.lines});
        tally.add(outcome);
        if (outcome.broken.empty()) continue;
        std::vector<std::size_t> needed = soak.only ? *soak.only : all_of(drawn.size());
        if (soak.shrinks && !soak.only)
            needed = shrink(drawn.size(), [&](const std::vector<std::size_t>& which) {
                return !hold({seed, some_of(drawn, which), nullptr}).broken.empty();
            });
        tally.failed.push_back({seed, outcome.broken, drawn, needed});
        says << text_of(tally.failed.back()) << std::flush;
    }
    tally.seconds = seconds();
    return tally;
}

}    // namespace vouch::simulation
