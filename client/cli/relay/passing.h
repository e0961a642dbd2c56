#pragma once
// One client's connection to the relay, and for each of its requests one connection to the server.

#include <memory>
#include <set>
#include <string>

#include "client/cli/relay/batches.h"
#include "client/cli/relay/counts.h"
#include "net/outgoing_socket.h"
#include "net/server.h"

namespace vouch::client {

/// What all connections of a relay share. Used on one thread.
struct RelayWork {
    net::Endpoint to;    // the server; its path is empty
    net::Trust trust;
    std::shared_ptr<Batches> batches;
    UnderWay under_way;
    RelayCounts counts;
    std::set<net::OutgoingSocket*> upstreams;    // those that are open or opening
    bool stopping = false;
};

/// Reads requests until the client is gone, and passes them on to the server's `path`, each in its batch and
/// over a connection of its own, which ends with the answer: so the server does not learn when the client
/// leaves. A request that the server asks work for goes on over the same connection.
boost::asio::awaitable<void> pass_on(std::shared_ptr<RelayWork> work, std::string path,
                                     std::shared_ptr<net::WebSocket> socket);

}    // namespace vouch::client
