#pragma once
// What HTTP calls gzip (RFC 1952), unpacked. Any bytes give a value or a rejection.

#include "crypto/bytes.h"

namespace vouch::net {

/// The content of one gzip member that is all of it. Malformed where it is none, is cut short, or its length
/// or check sum is another; too large beyond that many bytes.
Result<Bytes> gunzip(ByteView packed, std::size_t bytes_max);

}    // namespace vouch::net
