#pragma once
// Numbers from a seed: the same on every machine.

#include <chrono>
#include <cstdint>

namespace vouch::simulation {

/// A stream of 64-bit numbers (SplitMix64, by Steele, Lea and Flood). Streams of different seeds have nothing
/// to do with each other for our purposes; none of them is a secret.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    /// 0 to end - 1. A remainder favours small numbers by next to nothing.
    std::uint64_t below(std::uint64_t end) { return next() % end; }
    std::uint64_t between(std::uint64_t least, std::uint64_t most) { return least + below(most - least + 1); }
    bool one_in(std::uint64_t many) { return below(many) == 0; }
    std::chrono::milliseconds between(std::chrono::milliseconds least, std::chrono::milliseconds most) {
        return std::chrono::milliseconds(
            between(static_cast<std::uint64_t>(least.count()), static_cast<std::uint64_t>(most.count())));
    }
    /// A stream of its own for another purpose, so that drawing more there changes nothing here.
    Draw branch() { return Draw(next()); }

private:
    std::uint64_t state_;
};

}    // namespace vouch::simulation
