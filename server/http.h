#pragma once
// What anybody may fetch of a conference: its log as static files, and the files beside it.
// docs/audit-log-format.md, section 4.

#include "net/server.h"
#include "server/conference.h"

namespace vouch::server {

/// The answer to GET /c/ID`rest`.
boost::asio::awaitable<net::HttpAnswer> serve_file(std::shared_ptr<Conference> conference, std::string rest);

}    // namespace vouch::server
