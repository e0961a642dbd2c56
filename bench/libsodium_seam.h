#pragma once
// What the multi-scalar seam cost before crypto/bulk had arithmetic of its own: libsodium's public functions,
// one product at a time.

#include "election/ballot.h"

namespace vouch::bench {

/// CPU seconds per ballot in a batch of that many. The same work over one real ballot's points and the real
/// ring and generators: each of its 20 points validated, multiplied and added; 1,364 products of scalars; and
/// for the batch each of the 1,108 shared points multiplied and added. The scalars are random, of 253 bits.
/// Hashing, decoding of scalars and the few other products are left out, so that the true figure is a little
/// higher.
double libsodium_seam_seconds(const election::Opening& opening, ByteView body, std::size_t batch);

}    // namespace vouch::bench
