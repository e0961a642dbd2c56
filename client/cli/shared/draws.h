#pragma once
// Random numbers of a generator, as std::shuffle and the distributions of <random> take them.

#include <cstring>

#include "crypto/random.h"

namespace vouch::client {

struct Draws {
    using result_type = std::uint64_t;
    Rng& rng;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type{0}; }
    result_type operator()() {
        ByteArray<8> bytes;
        rng.fill(bytes);
        result_type out = 0;
        std::memcpy(&out, bytes.data(), sizeof out);
        return out;
    }
};

}    // namespace vouch::client
