#pragma once
// Sessions: what is asked and answered over one WebSocket, as proto/service.proto says.

#include "net/server.h"
#include "server/service.h"

namespace vouch::server {

/// Bytes of one part of an upload at most.
inline constexpr std::size_t kUploadPartBytesMax = 65'536;
inline constexpr std::size_t kInvitationsAtOnceMax = 100;
inline constexpr std::uint32_t kLastCallSecondsMax = 3'600;
inline constexpr std::size_t kTokenBytesMax = 64;
inline constexpr std::size_t kTrusteeNameBytesMax = 200;

/// Everything but casting. Without a conference (null) only Create.
boost::asio::awaitable<void> serve_session(Service& service, std::shared_ptr<Conference> conference,
                                           std::shared_ptr<net::WebSocket> socket);
/// Says why there is no session here.
void refuse_session(Service& service, net::WebSocket& socket, const Rejection& rejection);

}    // namespace vouch::server
