#pragma once
// Envelopes whose proofs did not hold: whoever sends one again costs a hash, and not another verification.

#include <deque>
#include <mutex>
#include <unordered_set>

#include "crypto/bytes.h"

namespace vouch::server {

/// The last ones of a conference, by the SHA-256 of each. They say nothing of a sender.
inline constexpr std::size_t kRefusedEnvelopesMax = 1024;

/// May be used from any thread.
class RefusedEnvelopes {
public:
    void add(ByteView envelope);
    bool contains(ByteView envelope) const;

private:
    mutable std::mutex mutex_;    // guards what follows
    std::deque<Bytes32> in_order_;
    std::unordered_set<Bytes32, DigestHash> digests_;
};

}    // namespace vouch::server
