#include "election/crockford.h"

namespace vouch::election {

std::string crockford(ByteView bytes) {
    std::string out;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        buffer = buffer << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) out += kCodeAlphabet[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) out += kCodeAlphabet[buffer << (5 - bits) & 31];
    return out;
}

std::string tracker_text(const Bytes32& tracker) {
    return crockford(ByteView(tracker).first(16));
}

}    // namespace vouch::election
