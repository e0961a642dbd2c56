#include "election/slip.h"

#include "crypto/transcript.h"
#include "election/crockford.h"

namespace vouch::election {

Bytes32 slip_anchor(const Bytes32& election_id, const Bytes32& ceremony) {
    return Transcript("slip").add(election_id).add(ceremony).hb();
}

std::string anchor_mark(const Bytes32& anchor) {
    return crockford(ByteView(anchor).first(5));
}

AnchorAnswer judge_slip(ByteView anchor, const std::optional<Bytes32>& expected) {
    if (anchor.empty()) return AnchorAnswer::ask;
    return expected && equal(anchor, *expected) ? AnchorAnswer::good : AnchorAnswer::stop;
}

}    // namespace vouch::election
