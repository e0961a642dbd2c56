#include "net/outgoing_socket.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/beast.h"
#include "net/tls_stream.h"

namespace vouch::net {
namespace {

using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;

constexpr auto kGoodbyeAtMost = std::chrono::seconds(1);

}    // namespace

struct OutgoingSocket::Impl {
    asio::any_io_executor executor;
    Trust trust;
    asio::steady_timer deadline;
    Tcp::resolver resolver;
    Tcp::socket plain;                       // until it is the stream's
    std::unique_ptr<ClientStream> stream;    // once connected
    std::optional<StreamHandle> handle;      // of the stream
    std::optional<BeastSocket> socket;       // on the handle
    beast::flat_buffer incoming;
    bool over = false;

    Impl(asio::any_io_executor on, Trust whom)
        : executor(on), trust(std::move(whom)), deadline(on), resolver(on), plain(on) {}

    void cut() {
        over = true;
        deadline.cancel();
        resolver.cancel();
        error_code ignored;    // it is gone either way
        plain.close(ignored);
        if (stream) stream->close();
    }

    awaitable<bool> connect(Endpoint endpoint) {
        error_code error;
        const std::string port = std::to_string(endpoint.port);
        const auto found =
            co_await resolver.async_resolve(endpoint.host, port, redirect_error(use_awaitable, error));
        if (error || over) co_return false;
        co_await asio::async_connect(plain, found, redirect_error(use_awaitable, error));
        co_return !error && !over;
    }
    awaitable<bool> open(Endpoint endpoint, std::string path) {
        const std::string authority = endpoint.authority();
        Endpoint where = endpoint;
        const bool connected = co_await connect(std::move(where));
        if (!connected) co_return false;
        stream = make_client_stream(std::move(plain), trust, endpoint);
        handle.emplace(*stream);
        error_code error;
        co_await handle->async_handshake(redirect_error(use_awaitable, error));
        if (error || over) co_return false;
        socket.emplace(*handle);
        socket->set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                           websocket::stream_base::none(), false});
        socket->read_message_max(kAnswerBytesMax);
        socket->binary(true);
        co_await socket->async_handshake(authority, path, redirect_error(use_awaitable, error));
        co_return !error && !over;
    }
};

OutgoingSocket::OutgoingSocket(asio::any_io_executor executor, Trust trust)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(trust))) {}
OutgoingSocket::~OutgoingSocket() {
    impl_->cut();
}

awaitable<bool> OutgoingSocket::open(Endpoint endpoint, std::string path) {
    const auto impl = impl_;
    const bool opened = co_await impl->open(std::move(endpoint), std::move(path));
    co_return opened;
}

awaitable<bool> OutgoingSocket::send(Bytes message) {
    const auto impl = impl_;
    error_code error;
    if (impl->over) co_return false;
    co_await impl->socket->async_write(asio::buffer(message), redirect_error(use_awaitable, error));
    co_return !error;
}

awaitable<std::optional<Bytes>> OutgoingSocket::receive() {
    const auto impl = impl_;
    error_code error;
    std::optional<Bytes> message;
    if (impl->over) co_return message;
    co_await impl->socket->async_read(impl->incoming, redirect_error(use_awaitable, error));
    if (error || !impl->socket->got_binary()) co_return message;
    const auto data = impl->incoming.cdata();
    const auto* const first = static_cast<const std::uint8_t*>(data.data());
    message.emplace(first, first + data.size());
    impl->incoming.clear();
    co_return message;
}

awaitable<void> OutgoingSocket::close() {
    const auto impl = impl_;
    if (impl->over || !impl->socket) co_return;
    cut_after(kGoodbyeAtMost);
    error_code ignored;    // the other side may be gone already
    co_await impl->socket->async_close(websocket::close_code::normal, redirect_error(use_awaitable, ignored));
    impl->cut();
}

void OutgoingSocket::cut() {
    impl_->cut();
}

void OutgoingSocket::cut_after(std::chrono::steady_clock::duration time) {
    if (impl_->over) return;
    impl_->deadline.expires_after(time);
    impl_->deadline.async_wait([weak = std::weak_ptr<Impl>(impl_)](error_code error) {
        const auto impl = weak.lock();
        if (impl && !error && impl->deadline.expiry() <= std::chrono::steady_clock::now()) impl->cut();
    });
}

}    // namespace vouch::net
