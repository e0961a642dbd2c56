#pragma once
// Any bytes as points and scalars, given to libsodium and to the backends of crypto/bulk: for a test with
// random bytes and for a fuzzer that looks for others.

#include <span>
#include <string>

#include "crypto/bulk/backend.h"
#include "tests/crypto/bulk_terms.h"

namespace vouch::testing {

/// 64 bytes a term: an encoding, which stands for another point where it is none, and a scalar, whose last
/// byte says of which kind. Empty where all agree, else which backend differs, and in what.
std::string differential(ByteView input, std::span<const BulkBackend* const> backends);
inline std::string differential(ByteView input) {
    return differential(input, backends_under_test());
}

}    // namespace vouch::testing
