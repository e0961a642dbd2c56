#pragma once
// What a handler answers to a GET.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <span>
#include <string>

#include "crypto/bytes.h"
#include "net/header.h"

namespace vouch::net {

/// Content that is too long to be held whole: it is read in pieces, the next once the last is sent.
class Pieces {
public:
    static constexpr std::size_t kBytesMax = std::size_t{66} << 10;    // of one piece

    virtual ~Pieces() = default;
    /// The next one. An empty one, and whatever it throws, cut the connection, since the client was told how
    /// much comes.
    virtual boost::asio::awaitable<Bytes> next() = 0;
};

/// Has constructors because GCC 12 frees an aggregate twice in an expression with co_await.
class HttpAnswer {
public:
    HttpAnswer() = default;
    HttpAnswer(unsigned http_status, std::string type, std::string cache, Bytes content)
        : status(http_status),
          content_type(std::move(type)),
          cache_control(std::move(cache)),
          body(std::move(content)) {}

    unsigned status = 404;
    std::string content_type;
    std::string cache_control = "no-store";
    Bytes body;
    bool any_page = true;    // whether pages of other hosts may read it

    std::string etag;                   // in quotes; a client that has it already gets 304 and no body
    std::span<const Header> headers;    // beside those of every answer
    ByteView lasting;                   // in place of the body: bytes that live as long as the program,
    ByteView lasting_gzip;              // and the same compressed, empty where there is none
    std::shared_ptr<Pieces> pieces;     // in place of the body; so many bytes in all:
    std::uint64_t pieces_bytes = 0;
};

}    // namespace vouch::net
