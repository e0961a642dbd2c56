#pragma once
// A trustee's shares of the result, made once. docs/protocol.md, section 8.

#include "client/cli/trustee/trustee.h"

namespace vouch::client {

/// The entry with this trustee's decryption shares. It is on stable storage before this returns, and the same
/// bytes come back ever after. Too early where the close is not confirmed; not fitting where a paper count is
/// still due, the state is not counting, this trustee confirmed another close, or other sums are asked for
/// than those it decrypted before.
Result<Bytes> decrypt(const election::State& state, const TrusteeKeys& keys);

}    // namespace vouch::client
