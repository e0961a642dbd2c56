// A connection without TLS, for what only this machine asks.

#include <boost/asio/post.hpp>

#include "net/socket_stream.h"

namespace vouch::net {
namespace {

class PlainStream : public SocketStream {
public:
    using SocketStream::SocketStream;

    void handshake(Done done) override { soon(std::move(done)); }
    void read_some(asio::mutable_buffer to, Moved moved) override {
        socket_.async_read_some(asio::mutable_buffers_1(to), std::move(moved));
    }
    void write_some(const Gathered& from, Moved moved) override {
        socket_.async_write_some(from, std::move(moved));
    }
    void shutdown(Done done) override {
        error_code ignored;    // the client is gone
        socket_.shutdown(Tcp::socket::shutdown_send, ignored);
        soon(std::move(done));
    }

private:
    void soon(Done done) {
        asio::post(socket_.get_executor(),
                   [done = std::move(done)]() mutable { std::move(done)(error_code()); });
    }
};

}    // namespace

std::unique_ptr<ByteStream> make_plain_stream(Tcp::socket socket) {
    return std::make_unique<PlainStream>(std::move(socket));
}

}    // namespace vouch::net
