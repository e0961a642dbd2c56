#pragma once
// Sessions: what is asked and answered over one WebSocket, as proto/service.proto says.

#include "net/server.h"
#include "server/service.h"

namespace vouch::server {

/// Where a session is: at a conference, or at the server, where nothing but a conference is created.
struct At {
    std::shared_ptr<Conference> conference;    // null at the server
    std::string path;                          // "/c/ID", or empty
};

/// Everything but casting.
boost::asio::awaitable<void> serve_session(Service& service, At at, std::shared_ptr<net::WebSocket> socket);
/// Says why there is no session here.
void refuse_session(Service& service, net::WebSocket& socket, const Rejection& rejection);

}    // namespace vouch::server
