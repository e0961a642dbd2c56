#pragma once
// Clients that block: for the command line, and for many simulated participants on threads of their own.
// Each object is one connection of its own, used by one thread at a time; nothing is shared between objects
// but the Trust they were given. All members throw NetError.

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "crypto/bytes.h"
#include "net/endpoint.h"
#include "net/error.h"
#include "net/header.h"
#include "net/trust.h"

namespace vouch::net {

inline constexpr auto kConnectTime = std::chrono::seconds(10);    // from the first packet to TLS
inline constexpr auto kRequestTime =
    std::chrono::seconds(60);    // one request with its answer; one message sent
inline constexpr std::size_t kHttpBodyBytesMax = 64 << 20;
inline constexpr std::size_t kMessageBytesMax = 1 << 20;
inline constexpr std::size_t kHttpHeaderBytesMax = 16 << 10;

inline constexpr unsigned kStatusOk = 200, kStatusNotFound = 404;

struct HttpReply {
    unsigned status = 0;
    std::string content_type;
    Bytes body;    // as it was before the server compressed it
};

/// HTTP over a connection that stays open. It is made again where the server has closed it.
class HttpsClient {
public:
    HttpsClient(Endpoint endpoint, Trust trust);    // connects at the first get
    ~HttpsClient();
    HttpsClient(HttpsClient&&) noexcept;
    HttpsClient& operator=(HttpsClient&&) noexcept;

    /// `path` as it goes into the request, from the host's root: endpoint.path is not put in front.
    /// Redirections are not followed. too_large where the body exceeds the limit, compressed or not.
    /// `headers` are added to our own, or take their place; the one coding that they may accept is gzip.
    HttpReply get(const std::string& path, std::size_t body_bytes_max = kHttpBodyBytesMax,
                  std::span<const Header> headers = {});
    /// It may arrive twice, where a kept connection ended meanwhile.
    HttpReply post(const std::string& path, ByteView body, std::size_t body_bytes_max = kHttpBodyBytesMax);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// A WebSocket with binary messages of at most kMessageBytesMax.
class WebSocketClient {
public:
    /// Connected when this returns; `path` as in HttpsClient::get. bad_answer where there is no WebSocket.
    WebSocketClient(const Endpoint& endpoint, const Trust& trust, const std::string& path);
    ~WebSocketClient();    // closes as close() does
    WebSocketClient(WebSocketClient&&) noexcept;
    WebSocketClient& operator=(WebSocketClient&&) noexcept;

    void send(ByteView message);
    /// The next message; nothing where none has come in that time, and waiting may go on. cut_off once the
    /// other side has closed.
    std::optional<Bytes> receive(std::chrono::milliseconds time_limit);
    void close();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}    // namespace vouch::net
