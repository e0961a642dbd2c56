#pragma once
// Walking through all single-bit changes of some bytes; the sanitizers' builds take every 61st.

#include <functional>

#include "crypto/bytes.h"

namespace vouch::testing {

#ifdef VOUCH_SANITIZED
inline constexpr std::size_t kBitStep = 61;
#else
inline constexpr std::size_t kBitStep = 1;
#endif

/// Calls `visit` with each changed copy and the number of the bit.
inline void for_each_bit_flip(ByteView bytes, const std::function<void(const Bytes&, std::size_t)>& visit) {
    Bytes changed = copy(bytes);
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += kBitStep) {
        const auto mask = static_cast<std::uint8_t>(1u << (bit % 8));
        changed[bit / 8] ^= mask;
        visit(changed, bit);
        changed[bit / 8] ^= mask;
    }
}

}    // namespace vouch::testing
