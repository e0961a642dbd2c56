#pragma once
// What a server answers, beside the log. proto/service.proto.

#include <cstdint>
#include <string>

#include "crypto/bytes.h"

namespace vouch::wire {

/// Of an entry that is in the log, on stable storage.
struct Submitted {
    std::uint64_t index = 0;
    Bytes32 leaf_hash{};
};

/// What an open or a close must name, for as long as nothing else is admitted.
struct Frozen {
    std::uint64_t index = 0;
    Bytes32 root{};
    std::uint32_t for_ms = 0;    // how long that still lasts
};

/// A new conference.
struct Created {
    std::string conference;    // its ID
    std::string log_vkey;
    Bytes32 box_key{};
};

}    // namespace vouch::wire
