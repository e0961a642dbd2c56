#pragma once
// What the multi-scalar seam cost before crypto/bulk had arithmetic of its own: libsodium's public functions,
// one product at a time.

#include <functional>

#include "election/ballot.h"

namespace vouch::bench {

/// The work for so many ballots of a batch of `batch`: over one real ballot's points and the real ring and
/// generators. Each of a ballot's 20 points validated, multiplied and added; 1,364 products of scalars; and
/// of the 1,108 points that all share, this many ballots' part multiplied and added. The scalars are random,
/// of 253 bits. Hashing, decoding of scalars and the few other products are left out, so that the true figure
/// is a little higher.
std::function<void()> libsodium_seam(const election::Opening& opening, ByteView body, std::size_t ballots,
                                     std::size_t batch);

}    // namespace vouch::bench
