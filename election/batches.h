#pragma once
// Which ballots are verified together. A batch pays once for the keys of every ring in it, so that a ballot
// costs least among many of its own ring. docs/protocol.md, section 6.

#include <cstdint>
#include <span>

#include "election/ballot.h"

namespace vouch::election {

/// The number of ballots in a batch. A batch of one ring may have up to twice as many less one, so that no
/// small batch is left over. With more ballots than this the cost of the keys no longer matters.
inline constexpr std::size_t kBatchBallots = 256;
/// The number of keys, over all rings, in a batch of several rings. It bounds the memory of the batch's sum.
inline constexpr std::size_t kBatchRingKeysMax = 16'384;

/// The ring that a body names, or the number of rings where there is no such ring.
std::uint32_t claimed_ring(const Opening& opening, ByteView body);

/// How many ballots from the front are verified together, given the ring of each, in ascending order: whole
/// rings of at most `ballots` in all, or one part of a larger ring. At least 1; `rings` is not empty.
std::size_t next_batch(const Opening& opening, std::span<const std::uint32_t> rings,
                       std::size_t ballots = kBatchBallots);

}    // namespace vouch::election
