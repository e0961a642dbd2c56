#pragma once
// Times that nobody foresees: whoever is looked at does not know when.

#include <chrono>

#include "crypto/random.h"

namespace vouch::client {

/// Draws times that are even between nothing and twice the mean.
class Intervals {
public:
    Intervals(std::chrono::milliseconds mean, Rng& rng) : mean_(mean), rng_(rng) {}

    std::chrono::milliseconds draw() {
        ByteArray<4> random;
        rng_.fill(random);
        constexpr double kRange = 4294967296.0;    // 2^32
        const double part = static_cast<double>(read_le32(random)) / kRange;
        return std::chrono::milliseconds(
            static_cast<std::chrono::milliseconds::rep>(2.0 * part * static_cast<double>(mean_.count())));
    }

private:
    std::chrono::milliseconds mean_;
    Rng& rng_;
};

}    // namespace vouch::client
