#pragma once
// The load of many who cast at once, from one thread: TLS connections that are kept, and on each several that
// cast one ballot after another.

#include <string>
#include <vector>

#include "crypto/secret.h"
#include "net/endpoint.h"
#include "net/trust.h"

namespace vouch::bench {

/// One who casts: a ballot leaves when the one before it has its receipt.
struct Caster {
    struct Sealed {
        SecretBytes<32> reply_key;
        Bytes envelope;
    };
    std::vector<Sealed> ballots;
};

struct CastingLoad {
    net::Endpoint endpoint;
    net::Trust trust;
    std::string path;    // "/c/ID/cast"
    std::size_t connections = 0;
};

struct Casted {
    std::size_t receipts = 0;    // as many as ballots where all went well
    double seconds = 0;          // wall clock, from the first ballot sent to the last receipt
    double cpu_seconds = 0;      // of this thread
};
/// The connections are open before the first ballot leaves. Throws where one of them breaks.
Casted cast_all(const CastingLoad& load, const std::vector<Caster>& casters);

}    // namespace vouch::bench
