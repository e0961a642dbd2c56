#include "net/server_connection.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::net {
namespace {

using Duration = std::chrono::steady_clock::duration;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;

constexpr auto kPauseWhileBudgetIsSpent = std::chrono::milliseconds(20);

}    // namespace

Connection::Connection(std::unique_ptr<ByteStream> stream, Handler& handler, const Patience& patience,
                       Host host, Budget& budget)
    : stream_(std::move(stream)),
      handle_(*stream_),
      deadline_(stream_->executor()),
      message_deadline_(stream_->executor()),
      handler_(handler),
      patience_(patience),
      host_(host),
      budget_(budget) {}

awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    try {
        error_code error;
        set_deadline(patience_.handshake);
        co_await handle_.async_handshake(redirect_error(use_awaitable, error));
        if (!error) {
            how_far_(HowFar::asking);
            co_await serve_http();
            if (socket_)
                co_await end_socket();
            else
                co_await say_goodbye();
        }
    } catch (const std::exception& failure) {
        handler_.failed(failure.what());
    }
    deadline_.cancel();
    message_deadline_.cancel();
    stream_->close();
}

void Connection::stop() {
    stopping_ = true;
    if (socket_ && receiving_) close();
    if (!socket_ && receiving_) stream_->cancel();
}
void Connection::cut() {
    cut_ = true;
    stream_->close();
    closed();    // nobody waits for a goodbye then
}

asio::any_io_executor Connection::executor() {
    return stream_->executor();
}

awaitable<std::optional<Bytes>> Connection::receive() {
    if (stopping_ || closing_) co_return std::nullopt;
    incoming_held_ = {};
    receiving_ = true;
    const bool whole = co_await read_message();
    receiving_ = false;
    if (!whole) co_return std::nullopt;
    if (!socket_->got_binary()) {
        close();
        co_return std::nullopt;
    }
    const auto data = incoming_.cdata();
    const auto* const first = static_cast<const std::uint8_t*>(data.data());
    std::optional<Bytes> message(std::in_place, first, first + data.size());
    incoming_.clear();
    incoming_.shrink_to_fit();
    co_return message;
}

/// Reads a message into incoming_; false where the connection is over. A long one has its share of the budget
/// before it is read, and comes within the time for a request.
awaitable<bool> Connection::read_message() {
    error_code error;
    co_await socket_->async_read_some(incoming_, kBytesNotCounted, redirect_error(use_awaitable, error));
    if (!error && !socket_->is_message_done()) cut_at(message_deadline_, patience_.request);
    while (!error && !socket_->is_message_done()) {
        const std::size_t more = socket_->read_size_hint(1);
        incoming_held_ = {};
        std::optional<Budget::Held> held =
            co_await hold(std::min(incoming_.size() + more, kIncomingMessageBytesMax));
        if (!held) co_return false;
        incoming_held_ = *std::move(held);
        co_await socket_->async_read_some(incoming_, more, redirect_error(use_awaitable, error));
    }
    message_deadline_.cancel();
    co_return !error;
}

/// That much of the budget, once there is so much for this host; nothing where the connection is cut first.
awaitable<std::optional<Budget::Held>> Connection::hold(std::size_t bytes) {
    for (;;) {
        std::optional<Budget::Held> held;
        if (!cut_) held = budget_.take(host_, bytes);
        if (held || cut_) co_return held;
        asio::steady_timer pause(executor(), kPauseWhileBudgetIsSpent);
        co_await pause.async_wait(use_awaitable);
    }
}

void Connection::send(Bytes message) {
    if (closing_) return;
    Outgoing outgoing{std::move(message), {}};
    if (outgoing_bytes_ + outgoing.message.size() > kBytesNotCounted) {
        auto held = budget_.take(host_, outgoing.message.size());
        if (!held) return cut();
        outgoing.held = *std::move(held);
    }
    if (outgoing_.size() >= kOutgoingMessagesMax) return cut();
    outgoing_bytes_ += outgoing.message.size();
    outgoing_.push_back(std::move(outgoing));
    write_on();
}

void Connection::close() {
    closing_ = true;
    write_on();
}

void Connection::cut_after(Duration time) {
    set_deadline(time);
}

void Connection::hold_slot(bool keeps) {
    how_far_(keeps ? HowFar::working : HowFar::listening);
}

void Connection::cut_at(asio::steady_timer& timer, Duration time) {
    timer.expires_after(time);
    timer.async_wait([weak = weak_from_this(), &timer](error_code error) {
        const auto self = weak.lock();
        if (self && !error && timer.expiry() <= std::chrono::steady_clock::now()) self->cut();
    });
}

awaitable<void> Connection::serve_socket(std::string path, const http::request<http::empty_body>& request) {
    socket_.emplace(handle_);
    websocket::stream_base::timeout times;
    times.handshake_timeout = patience_.handshake;
    times.idle_timeout = patience_.socket;
    times.keep_alive_pings = true;
    socket_->set_option(times);
    socket_->read_message_max(kIncomingMessageBytesMax);
    socket_->binary(true);
    socket_->auto_fragment(false);
    socket_->write_buffer_bytes(8);    // is for clients, which mask what they send
    deadline_.cancel();
    error_code error;
    co_await socket_->async_accept(request, redirect_error(use_awaitable, error));
    if (error) co_return;
    how_far_(HowFar::listening);
    std::shared_ptr<WebSocket> self = shared_from_this();
    co_await handler_.serve(std::move(path), std::move(self));
}

/// Starts the writer, unless it is at work: only one write may be under way.
void Connection::write_on() {
    if (writing_ || closed_) return;
    writing_ = true;
    Writer writer(shared_from_this());
    asio::co_spawn(executor(), write_all(std::move(writer)), asio::detached);
}
awaitable<void> Connection::write_all(Writer writer) {
    error_code error;
    while (!outgoing_.empty() && !error) {
        const Outgoing next = std::move(outgoing_.front());
        outgoing_.pop_front();
        co_await socket_->async_write(asio::buffer(next.message), redirect_error(use_awaitable, error));
        outgoing_bytes_ -= next.message.size();
    }
    if (error) cut();
    if (closing_ && !error) {
        set_deadline(kGoodbyeTime);
        // Beast sends the close frame, waits for the other side's, and then ends TLS.
        co_await socket_->async_close(websocket::close_code::normal, redirect_error(use_awaitable, error));
    }
    writing_ = false;
    if (closing_ || error) closed();
    writer.done();
}
/// Where the system refuses memory Asio drops a coroutine in the middle, and tells nobody.
Connection::Writer::~Writer() {
    if (!of_) return;
    try {
        of_->cut();
    } catch (const std::exception& failure) {
        of_->handler_.failed(failure.what());
    }
}
void Connection::closed() {
    closed_ = true;
    closed_told_.try_send(error_code());
}

/// After serve(): what waits goes out, then the close; its end is awaited, which comes with the deadline at
/// the latest.
awaitable<void> Connection::end_socket() {
    close();
    set_deadline(kGoodbyeTime);
    if (!closed_) co_await closed_told_.async_receive(use_awaitable);
}

awaitable<void> Connection::say_goodbye() {
    set_deadline(kGoodbyeTime);
    error_code ignored;    // the client may be gone already
    co_await handle_.async_shutdown(redirect_error(use_awaitable, ignored));
}

}    // namespace vouch::net
