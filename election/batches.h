#pragma once
// Which ballots are verified together. A batch pays once for the keys of every ring in it, so that a ballot
// costs least among many of its own ring. docs/protocol.md, section 6.

#include <cstdint>
#include <span>

#include "election/ballot.h"

namespace vouch::election {

/// Ballots of one batch: of one ring where it has so many, then up to twice as many less one, so that no few
/// are left over. Beyond this the keys no longer weigh.
inline constexpr std::size_t kBatchBallots = 256;
/// Keys of all rings in a batch that holds several: what its sum may take of memory.
inline constexpr std::size_t kBatchRingKeysMax = 16'384;

/// The ring that a body names; the number of rings where it names none that there is.
std::uint32_t claimed_ring(const Opening& opening, ByteView body);

/// How many ballots from the front are verified together, given the ring of each, in ascending order: whole
/// rings of at most `ballots` in all, or one part of a larger ring. At least 1; `rings` is not empty.
std::size_t next_batch(const Opening& opening, std::span<const std::uint32_t> rings,
                       std::size_t ballots = kBatchBallots);

}    // namespace vouch::election
