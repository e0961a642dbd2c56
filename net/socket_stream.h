#pragma once
// What the streams of a server share: the socket that was accepted.

#include "net/tls_stream.h"

namespace vouch::net {

class SocketStream : public ByteStream {
public:
    explicit SocketStream(Tcp::socket socket) : socket_(std::move(socket)) {}

    asio::any_io_executor executor() override { return socket_.get_executor(); }
    void cancel() override {
        error_code ignored;    // nothing was waiting
        socket_.cancel(ignored);
    }
    void close() override {
        error_code ignored;    // it is gone either way
        socket_.close(ignored);
    }

protected:
    Tcp::socket socket_;
};

}    // namespace vouch::net
