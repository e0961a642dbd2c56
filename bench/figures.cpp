#include "bench/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "crypto/bulk/backend.h"

namespace vouch::bench {
namespace {

constexpr std::size_t kMedianOf = 5;
constexpr double kRoundSeconds = 0.2;
constexpr double kLongSeconds = 2;    // what takes longer than this is measured once more, not five times

double seconds_on(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Four digits, so that nobody reads more into a figure than there is.
double rounded(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return std::strtod(text.data(), nullptr);
}

}    // namespace

double thread_seconds() {
    return seconds_on(CLOCK_THREAD_CPUTIME_ID);
}
double process_seconds() {
    return seconds_on(CLOCK_PROCESS_CPUTIME_ID);
}

double seconds_of(const std::function<void()>& work) {
    double start = thread_seconds();
    work();    // what is remembered between calls is there
    const std::size_t wanted = thread_seconds() - start > kLongSeconds ? 1 : kMedianOf;
    std::vector<double> rounds;
    while (rounds.size() < wanted) {
        start = thread_seconds();
        double taken = 0;
        int calls = 0;
        for (; taken < kRoundSeconds; ++calls) {
            work();
            taken = thread_seconds() - start;
        }
        rounds.push_back(taken / calls);
    }
    std::ranges::sort(rounds);
    return rounds[rounds.size() / 2];
}

double times_as_long(const std::function<void()>& work, const std::function<void()>& than) {
    const auto round = [](const std::function<void()>& do_it) {
        const double start = thread_seconds();
        double taken = 0;
        int calls = 0;
        for (; taken < kRoundSeconds / 2; ++calls) {
            do_it();
            taken = thread_seconds() - start;
        }
        return taken / calls;
    };
    work();
    than();
    std::vector<double> ratios;
    for (std::size_t i = 0; i < 2 * kMedianOf + 1; ++i) {
        const double before = round(than), taken = round(work);
        ratios.push_back(2 * taken / (before + round(than)));
    }
    std::ranges::sort(ratios);
    return ratios[ratios.size() / 2];
}

void tell(const std::string& name, double value, const std::string& unit, const std::string& backend) {
    const bool counted = backend == kAnyBackend && value == std::floor(value);
    nlohmann::ordered_json line{
        {"name", name}, {"value", counted ? value : rounded(value)}, {"unit", unit}, {"backend", backend}};
    std::cout << line.dump() << std::endl;
}
void tell(const std::string& name, double value, const std::string& unit) {
    tell(name, value, unit, std::string(bulk_backend().name));
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, 1, ',');
    return digits;
}

double peak_memory_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            double kibibytes = 0;
            status >> kibibytes;
            return kibibytes / 1024;
        }
    return 0;
}

}    // namespace vouch::bench
