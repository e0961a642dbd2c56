#pragma once
// How enrolled keys are cut into rings. docs/protocol.md, section 5.

#include <cstdint>
#include <vector>

#include "crypto/matrix_proof.h"

namespace vouch::election {

/// The shape of the rings of N keys: ceil(N / capacity) rings of near-equal size, 4^m places each.
struct RingShape {
    std::uint32_t rings = 0;
    std::uint32_t m = 1;
    std::vector<std::uint32_t> first;    // place of each ring's first key among the sorted ones; then N
};
RingShape ring_shape(std::uint32_t enrolled, std::uint32_t capacity);

/// Sorts the keys by Hb("ring"; open_digest, pk) and cuts them.
std::vector<Ring> make_rings(const Bytes32& open_digest, std::vector<Point> keys, std::uint32_t capacity);

}    // namespace vouch::election
