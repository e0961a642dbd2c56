#pragma once
// Numbers of 256 bits in four limbs, least significant first, and the group's order among them.

#include <array>

#include "crypto/bytes.h"

namespace vouch {

__extension__ typedef unsigned __int128 Wide;
using Limbs = std::array<std::uint64_t, 4>;

/// ℓ = 2^252 + 27742317777372353535851937790883648493
inline constexpr Limbs kOrder{0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000};

inline Limbs limbs_of(const Bytes32& bytes) {
    Limbs out{};
    for (std::size_t i = 0; i < 32; ++i) out[i / 8] |= std::uint64_t{bytes[i]} << (8 * (i % 8));
    return out;
}
inline Bytes32 bytes_of(const Limbs& limbs) {
    Bytes32 out;
    for (std::size_t i = 0; i < 32; ++i) out[i] = static_cast<std::uint8_t>(limbs[i / 8] >> (8 * (i % 8)));
    return out;
}

/// a − b, and whether it was below zero (then out is 2^256 too much).
inline bool subtract(const Limbs& a, const Limbs& b, Limbs& out) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Wide t = Wide{a[i]} - b[i] - borrow;
        out[i] = static_cast<std::uint64_t>(t);
        borrow = static_cast<std::uint64_t>(t >> 64) & 1;
    }
    return borrow != 0;
}

}    // namespace vouch
