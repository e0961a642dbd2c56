#pragma once
// Bytes as a row of choices: what a fuzzer changes in them changes a choice.

#include "crypto/bytes.h"

namespace vouch::testing {

class Choices {
public:
    explicit Choices(ByteView bytes) : rest_(bytes) {}

    bool any() const { return !rest_.empty(); }
    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const std::uint8_t out = rest_.front();
        rest_ = rest_.subspan(1);
        return out;
    }
    std::size_t below(std::size_t bound) {
        const std::size_t low = byte();
        const std::size_t both = bound > 256 ? low | std::size_t{byte()} << 8 : low;
        return bound == 0 ? 0 : both % bound;
    }
    std::uint64_t number() {
        std::uint64_t out = 0;
        for (int i = 0; i < 8; ++i) out = out << 8 | byte();
        return out;
    }

private:
    ByteView rest_;
};

}    // namespace vouch::testing
