#pragma once
// A WebSocket to a server, for a program that serves others meanwhile and must not block: the client of
// client.h, in coroutines. Nothing in TLS joins it to another connection (trust.h).

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "crypto/bytes.h"
#include "net/endpoint.h"
#include "net/trust.h"

namespace vouch::net {

inline constexpr std::size_t kAnswerBytesMax = 128 << 10;    // of one message that comes

/// One connection, on its executor alone. One call at a time, but for cut().
class OutgoingSocket {
public:
    OutgoingSocket(boost::asio::any_io_executor executor, Trust trust);
    ~OutgoingSocket();
    OutgoingSocket(const OutgoingSocket&) = delete;
    OutgoingSocket& operator=(const OutgoingSocket&) = delete;

    /// Whether there is a WebSocket at that path, of a server that is trusted.
    boost::asio::awaitable<bool> open(Endpoint endpoint, std::string path);
    /// Whether it was sent, which says nothing of its arrival.
    boost::asio::awaitable<bool> send(Bytes message);
    /// The next message; nothing where none comes any more.
    boost::asio::awaitable<std::optional<Bytes>> receive();
    /// Says goodbye, and waits for the other side's for a moment.
    boost::asio::awaitable<void> close();

    /// Ends whatever is under way.
    void cut();
    /// The same after that time, which takes the place of an earlier one.
    void cut_after(std::chrono::steady_clock::duration time);

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}    // namespace vouch::net
