#pragma once
// libsodium's generator, while a world is simulated: everything that the product and SQLite draw comes from
// the seed. The keys that are drawn meanwhile are no secrets.

#include <cstdint>

namespace vouch::simulation {

class Randomness {
public:
    explicit Randomness(std::uint64_t seed);
    ~Randomness();    // the system's again
    Randomness(const Randomness&) = delete;
    Randomness& operator=(const Randomness&) = delete;
};

}    // namespace vouch::simulation
