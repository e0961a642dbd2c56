#include "net/server_connection.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
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

/// Whether the client sent something wrong (true), or the connection is gone (false).
bool stream_error(error_code error) {
    return error.category() == http::make_error_code(http::error::bad_version).category() &&
           error != http::error::end_of_stream && error != http::error::partial_message;
}

}    // namespace

/// What a request says of how it wants its answer. Has a constructor because GCC 12 frees an aggregate twice
/// in an expression with co_await.
class Connection::Wishes {
public:
    Wishes() = default;
    Wishes(const http::request<http::empty_body>& request, bool keep_alive)
        : head(request.method() == http::verb::head),
          keep(keep_alive),
          gzip(lists(request[http::field::accept_encoding], "gzip")),
          etags(request[http::field::if_none_match]) {}

    /// Whether the client has what bears this tag already.
    bool has(const std::string& etag) const { return !etag.empty() && etags.find(etag) != std::string::npos; }

    bool head = false;
    bool keep = false;
    bool gzip = false;

private:
    /// Whether a list of HTTP names the coding. One with a quality of zero is as good as none.
    static bool lists(std::string_view header, std::string_view coding) {
        for (const auto& item : http::ext_list(header))
            if (item.first == coding)
                return std::ranges::none_of(item.second, [](const auto& parameter) {
                    return parameter.first == "q" &&
                           parameter.second.find_first_not_of("0.") == parameter.second.npos;
                });
        return false;
    }

    std::string etags;
};

Connection::Connection(std::unique_ptr<ByteStream> stream, Handler& handler, const Patience& patience)
    : stream_(std::move(stream)),
      handle_(*stream_),
      deadline_(stream_->executor()),
      handler_(handler),
      patience_(patience) {}

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
    stream_->close();
}

void Connection::stop() {
    stopping_ = true;
    if (socket_ && receiving_) close();
    if (!socket_ && receiving_) stream_->cancel();
}
void Connection::cut() {
    stream_->close();
}

asio::any_io_executor Connection::executor() {
    return stream_->executor();
}

awaitable<std::optional<Bytes>> Connection::receive() {
    if (stopping_ || closing_) co_return std::nullopt;
    error_code error;
    receiving_ = true;
    co_await socket_->async_read(incoming_, redirect_error(use_awaitable, error));
    receiving_ = false;
    if (error) co_return std::nullopt;
    if (!socket_->got_binary()) {
        close();
        co_return std::nullopt;
    }
    const auto data = incoming_.cdata();
    const auto* const first = static_cast<const std::uint8_t*>(data.data());
    std::optional<Bytes> message(std::in_place, first, first + data.size());
    incoming_.clear();
    co_return message;
}

void Connection::send(Bytes message) {
    if (closing_) return;
    if (outgoing_.size() >= kOutgoingMessagesMax) return cut();
    outgoing_.push_back(std::move(message));
    write_on();
}

void Connection::close() {
    closing_ = true;
    write_on();
}

void Connection::cut_after(Duration time) {
    set_deadline(time);
}

void Connection::keep_place(bool keeps) {
    how_far_(keeps ? HowFar::working : HowFar::listening);
}

void Connection::set_deadline(Duration time) {
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (self && !error && self->deadline_.expiry() <= std::chrono::steady_clock::now()) self->cut();
    });
}

/// Answers requests until the client has done, becomes a WebSocket, or breaks a rule.
awaitable<void> Connection::serve_http() {
    beast::flat_buffer buffer(kRequestHeaderBytesMax + 1);
    for (bool keep = true; keep && !stopping_;) {
        http::request_parser<http::empty_body> parser;
        parser.header_limit(kRequestHeaderBytesMax);
        parser.body_limit(0);
        error_code error;
        set_deadline(patience_.request);
        receiving_ = true;
        co_await http::async_read(handle_, buffer, parser, redirect_error(use_awaitable, error));
        receiving_ = false;
        if (error) {
            if (parser.got_some() && stream_error(error)) {
                HttpAnswer refusal(400, "", "no-store", Bytes());
                Wishes none;
                co_await answer(std::move(refusal), std::move(none));
            }
            co_return;
        }
        const auto request = parser.release();
        std::string path(request.target());
        path.erase(std::min(path.find('?'), path.size()));
        if (websocket::is_upgrade(request) && handler_.has_socket(path)) {
            if (buffer.size() == 0) co_await serve_socket(std::move(path), request);
            co_return;
        }
        keep = request.keep_alive();
        Wishes wishes(request, keep);
        HttpAnswer reply(405, "", "no-store", Bytes());
        if (wishes.head || request.method() == http::verb::get)
            reply = co_await handler_.get(std::move(path));
        co_await answer(std::move(reply), std::move(wishes));
    }
}

awaitable<void> Connection::answer(HttpAnswer reply, Wishes wishes) {
    const bool known = wishes.has(reply.etag);
    const bool compressed = !known && wishes.gzip && !reply.lasting_gzip.empty();
    if (known) reply.status = 304;
    if (!reply.lasting.empty() && !known) reply.body = copy(compressed ? reply.lasting_gzip : reply.lasting);
    http::response<http::vector_body<std::uint8_t>> response(static_cast<http::status>(reply.status), 11);
    const std::size_t size = reply.body.size();
    for (const Header& header : reply.headers) response.set(header.name, header.value);
    if (!reply.etag.empty()) response.set(http::field::etag, reply.etag);
    if (!reply.lasting_gzip.empty()) response.set(http::field::vary, "Accept-Encoding");
    if (compressed) response.set(http::field::content_encoding, "gzip");
    if (!reply.content_type.empty()) response.set(http::field::content_type, reply.content_type);
    response.set(http::field::cache_control, reply.cache_control);
    response.set(http::field::access_control_allow_origin, "*");
    response.set("X-Content-Type-Options", "nosniff");
    response.keep_alive(wishes.keep && !stopping_);
    if (!wishes.head) response.body() = std::move(reply.body);
    if (!known) response.content_length(size);
    set_deadline(patience_.request + std::chrono::seconds(size / kSlowestReaderBytesPerSecond));
    error_code error;
    http::response_serializer<http::vector_body<std::uint8_t>> serializer(response);
    if (wishes.head)
        co_await http::async_write_header(handle_, serializer, redirect_error(use_awaitable, error));
    else
        co_await http::async_write(handle_, serializer, redirect_error(use_awaitable, error));
    if (error) stream_->close();    // the next read ends the loop
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
    asio::co_spawn(executor(), write_all(shared_from_this()),
                   [self = shared_from_this()](const std::exception_ptr& thrown) {
                       if (!thrown) return;
                       self->cut();
                       self->closed();
                   });
}
awaitable<void> Connection::write_all([[maybe_unused]] std::shared_ptr<Connection> self) {
    error_code error;
    while (!outgoing_.empty() && !error) {
        const Bytes message = std::move(outgoing_.front());
        outgoing_.pop_front();
        co_await socket_->async_write(asio::buffer(message), redirect_error(use_awaitable, error));
    }
    if (error) cut();
    if (closing_ && !error) {
        set_deadline(kGoodbyeTime);
        // Beast sends the close frame, waits for the other side's, and then ends TLS.
        co_await socket_->async_close(websocket::close_code::normal, redirect_error(use_awaitable, error));
    }
    writing_ = false;
    if (closing_ || error) closed();
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
