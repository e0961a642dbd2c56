#pragma once
// Casting and looking trackers up, over a connection that carries nothing else. docs/protocol.md, section 7.

#include "net/server.h"
#include "server/service.h"

namespace vouch::server {

/// Without a request for that long the connection is cut.
inline constexpr auto kCastConnectionTime = std::chrono::seconds(60);
/// Of one connection; no more are read until one of them is answered.
inline constexpr std::size_t kCastsUnderWayMax = 16;

/// Answers each Cast and Lookup as soon as it can, whatever came first; nothing about the sender is kept. A
/// participant's device asks once. What is refused without a reply key (no such request, an envelope that
/// cannot be opened) is the last that is read.
boost::asio::awaitable<void> serve_cast(Service& service, std::shared_ptr<Conference> conference,
                                        std::shared_ptr<net::WebSocket> socket);

}    // namespace vouch::server
