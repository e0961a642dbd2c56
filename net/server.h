#pragma once
// The server's side: TLS 1.3 at one port (or none, for this machine alone), HTTP and WebSockets behind it.
// Knows nothing of voting and writes no log; of an address it keeps a number that says nothing of it
// (hosts.h). Every connection is a coroutine on a strand of its own.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "crypto/secret.h"
#include "net/hosts.h"
#include "net/http_answer.h"

namespace vouch::net {

/// connection_slots.h says who gives way for more. An idle connection takes some 25 kB.
inline constexpr std::size_t kConnectionsMax = 16'384;
/// Of the files that the process may have open, what connections leave to the rest of the program (databases,
/// logs, what it listens on): a quarter, within these bounds.
inline constexpr std::size_t kOtherFilesMin = 64, kOtherFilesMax = 8'192;
inline constexpr std::size_t kRequestHeaderBytesMax = 8 << 10;
/// No handler takes a longer body, and most take none.
inline constexpr std::size_t kPostedBytesMax = 1 << 20;
inline constexpr std::size_t kIncomingMessageBytesMax = 128 << 10;    // of a WebSocket
inline constexpr std::size_t kOutgoingMessagesMax =
    64;    // that wait to be sent; a client that reads slower is cut off
/// Of messages that come or wait to be sent, and of answers, all connections together (budget.h). What is no
/// longer than the last, on its connection and in its direction, is not counted.
inline constexpr std::size_t kBytesHeldMax = std::size_t{256} << 20;
inline constexpr std::size_t kBytesHeldParts = 16;
inline constexpr std::size_t kBytesNotCounted = 4 << 10;
inline constexpr std::size_t kSlowestReaderBytesPerSecond = 16 << 10;
inline constexpr auto kGoodbyeTime = std::chrono::seconds(2);    // for the other side's close_notify
inline constexpr auto kStopTime = std::chrono::seconds(10);      // for requests under way when stop() comes

/// How long a connection may go without progress before it is cut. Tests make it shorter.
struct Patience {
    std::chrono::milliseconds handshake = std::chrono::seconds(10);
    std::chrono::milliseconds request = std::chrono::seconds(30);    // until a whole request has come
    std::chrono::milliseconds socket = std::chrono::seconds(40);     // a ping goes out at half of it
};

/// One client's WebSocket. All members are called on its executor.
class WebSocket {
public:
    virtual ~WebSocket() = default;
    virtual boost::asio::any_io_executor executor() = 0;
    /// Whose turn it is when several want something.
    virtual Host host() const = 0;
    /// The next binary message; nothing once the connection is over, or the server stops.
    virtual boost::asio::awaitable<std::optional<Bytes>> receive() = 0;
    /// Adds a message to those that wait to be sent.
    virtual void send(Bytes message) = 0;
    /// Closes once all waiting messages are sent. So does the return of serve().
    virtual void close() = 0;
    /// Cuts the connection after that time, whatever it is doing.
    virtual void cut_after(std::chrono::steady_clock::duration time) = 0;
    /// Whether it keeps its slot when others want one. A connection that works for nobody in particular does
    /// not, until it is told to.
    virtual void hold_slot(bool keeps) = 0;
};

/// The application behind the server. Network threads call it, for several connections at a time; it must not
/// block.
class Handler {
public:
    virtual ~Handler() = default;
    /// The answer to a GET of this path (from the host's root, without the query).
    virtual boost::asio::awaitable<HttpAnswer> get(std::string path) = 0;
    /// How long a body may be that is posted to this path, kPostedBytesMax at most; 0 where none may be.
    virtual std::size_t post_bytes_max([[maybe_unused]] const std::string& path) const { return 0; }
    /// The answer to a POST there.
    virtual boost::asio::awaitable<HttpAnswer> post(std::string path, Bytes body);
    virtual bool has_socket(const std::string& path) const = 0;
    /// Serves one WebSocket until it returns.
    virtual boost::asio::awaitable<void> serve(std::string path, std::shared_ptr<WebSocket> socket) = 0;
    /// Is called when an exception ended one connection.
    virtual void failed(std::string_view what) noexcept = 0;
};

/// Runs what is posted there until nothing of it is left. What is thrown ends the piece of work it came from,
/// and is told to handler.failed(). For each network thread.
void run(boost::asio::io_context& context, Handler& handler) noexcept;

class Server {
public:
    /// Listens when this returns. Throws where the address is taken or the certificate does not fit the key.
    /// Has the process ignore SIGPIPE.
    /// `context` and `handler` outlive it; runs once run() is called, on as many threads as call it.
    Server(boost::asio::io_context& context, const boost::asio::ip::tcp::endpoint& at,
           const std::string& certificate_pem, const SecretBuffer& key_pem, Handler& handler,
           const Patience& patience = {}, std::size_t slots = slots_for_files(),
           std::size_t bytes_held_max = kBytesHeldMax);
    /// The same without TLS, for what only this machine asks.
    Server(boost::asio::io_context& context, const boost::asio::ip::tcp::endpoint& at, Handler& handler,
           const Patience& patience = {}, std::size_t slots = slots_for_files(),
           std::size_t bytes_held_max = kBytesHeldMax);
    ~Server();

    /// For connections from now on. Throws where they are no good, and those in use stay.
    void use_certificate(const std::string& certificate_pem, const SecretBuffer& key_pem);
    std::uint16_t port() const;
    std::size_t connections() const;
    /// Takes no more connections, lets requests under way be answered, and closes all connections. After that
    /// nothing of the server keeps run() from returning. May be called from any thread.
    void stop();

    /// The descriptors that the process may have.
    struct OpenFiles {
        std::size_t connections, others;
    };
    static OpenFiles open_files();
    static std::size_t slots_for_files() { return open_files().connections; }

private:
    void begin();

    struct Impl;
    std::shared_ptr<Impl> impl_;
    std::thread accepting_;
};

}    // namespace vouch::net
