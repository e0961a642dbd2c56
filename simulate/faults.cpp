#include "simulate/faults.h"

#include <fmt/core.h>

#include <numeric>

namespace vouch::simulation {
namespace {

/// How each kind is called, what it goes by, how far into an election it is drawn, and how bad it may be. The
/// ranges are about what an election without faults counts, so that most faults are met.
struct About {
    std::string_view name;
    std::optional<Faults::Count> goes_by;    // nothing: the time
    std::uint64_t latest, with_most;
};
using Count = Faults::Count;
/// Seconds from a day back to a day forward.
constexpr std::uint64_t kClockSetMost = 2 * 86'400;
constexpr std::array<About, kKinds> kAbout = {{
    {"power cut", Count::disk_call, 520, 20},
    {"kill", Count::disk_call, 520, 20},
    {"kill between turns", Count::turn, 2500, 20},
    {"disk error", Count::disk_call, 520, 0},
    {"disk full", Count::disk_call, 520, 30},
    {"old backup", Count::disk_call, 520, 40},
    {"bit flip", Count::disk_call, 520, 20},
    {"pause", std::nullopt, 300, 90},
    {"clock set", std::nullopt, 300, kClockSetMost},
    {"cut", Count::message, 1200, 1},
    {"stall", Count::message, 1200, 0},
    {"slow", Count::message, 1200, 25},
    {"unreachable", Count::connection, 80, 0},
    {"repeat", Count::cast, 20, 40},
    {"device ends", Count::home_call, 500, 20},
}};

const About& about(Kind kind) {
    return kAbout[static_cast<std::size_t>(kind)];
}

}    // namespace

std::string_view name(Kind kind) {
    return about(kind).name;
}

std::string text_of(const Fault& fault) {
    return fmt::format("{} at {} ({})", name(fault.kind), fault.at, fault.with);
}

std::vector<Fault> draw_faults(Draw& draw) {
    std::vector<Fault> out(draw.below(kFaultsMax + 1));
    for (Fault& fault : out) {
        fault.kind = static_cast<Kind>(draw.below(kKinds));
        fault.at = draw.between(1, about(fault.kind).latest);
        fault.with = draw.below(about(fault.kind).with_most + 1);
    }
    return out;
}

Faults::Faults(std::vector<Fault> planned) : planned_(std::move(planned)) {}

std::vector<Fault> Faults::next(Count count) {
    const std::uint64_t number = ++counted_[static_cast<std::size_t>(count)];
    std::vector<Fault> due;
    for (const Fault& fault : planned_)
        if (about(fault.kind).goes_by == count && fault.at == number) due.push_back(fault);
    for (const Fault& fault : due) hit(fault.kind);
    return due;
}

std::uint64_t Faults::met() const {
    return std::accumulate(hits_.begin(), hits_.end(), std::uint64_t{0});
}

std::vector<Fault> Faults::timed() const {
    std::vector<Fault> out;
    for (const Fault& fault : planned_)
        if (!about(fault.kind).goes_by) out.push_back(fault);
    return out;
}

}    // namespace vouch::simulation
