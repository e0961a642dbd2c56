#include "server/refused_envelopes.h"

namespace vouch::server {

void RefusedEnvelopes::add(ByteView envelope) {
    const Bytes32 digest = sha256(envelope);
    const std::lock_guard lock(mutex_);
    if (!digests_.insert(digest).second) return;
    in_order_.push_back(digest);
    if (in_order_.size() <= kRefusedEnvelopesMax) return;
    digests_.erase(in_order_.front());
    in_order_.pop_front();
}

bool RefusedEnvelopes::contains(ByteView envelope) const {
    const Bytes32 digest = sha256(envelope);
    const std::lock_guard lock(mutex_);
    return digests_.contains(digest);
}

}    // namespace vouch::server
