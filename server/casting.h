#pragma once
// Casting and looking trackers up, over a connection that carries nothing else. docs/protocol.md, section 7.

#include "net/server.h"
#include "server/service.h"

namespace vouch::server {

/// Without a request for that long the connection is cut.
inline constexpr auto kCastConnectionTime = std::chrono::seconds(60);
/// Casts of one connection at a time; no more are read until one of them is answered.
inline constexpr std::size_t kCastsUnderWayMax = 16;

/// Answers each Cast and Lookup as soon as it can, in any order, and stores nothing about the sender. A
/// participant's device asks once, and once more with a puzzle solved. After what no device of ours sends (an
/// unknown request, an envelope that cannot be opened, a ballot that is malformed or whose proof does not
/// hold, a puzzle that is not solved) nothing more is read.
boost::asio::awaitable<void> serve_cast(Service& service, std::shared_ptr<Conference> conference,
                                        std::shared_ptr<net::WebSocket> socket);

}    // namespace vouch::server
