// A connection's HTTP: requests, and their answers.

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "net/server_connection.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::net {
namespace {

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
            const bool nothing_more = buffer.size() == 0;
            buffer.shrink_to_fit();    // the socket may live for hours
            if (nothing_more) co_await serve_socket(std::move(path), request);
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
    ByteView whole = reply.body;    // empty where it comes in pieces
    if (!reply.lasting.empty()) whole = compressed ? reply.lasting_gzip : reply.lasting;
    const std::uint64_t size = reply.pieces ? reply.pieces_bytes : whole.size();
    const bool sends = !wishes.head && !known;

    using Body = http::span_body<const std::uint8_t>;
    http::response<Body> response(static_cast<http::status>(reply.status), 11);
    for (const Header& header : reply.headers) response.set(header.name, header.value);
    if (!reply.etag.empty()) response.set(http::field::etag, reply.etag);
    if (!reply.lasting_gzip.empty()) response.set(http::field::vary, "Accept-Encoding");
    if (compressed) response.set(http::field::content_encoding, "gzip");
    if (!reply.content_type.empty()) response.set(http::field::content_type, reply.content_type);
    response.set(http::field::cache_control, reply.cache_control);
    response.set(http::field::access_control_allow_origin, "*");
    response.set("X-Content-Type-Options", "nosniff");
    response.keep_alive(wishes.keep && !stopping_);
    if (!known) response.content_length(size);
    if (sends) response.body() = {whole.data(), whole.size()};

    set_deadline(patience_.request + std::chrono::seconds(size / kSlowestReaderBytesPerSecond));
    std::optional<Budget::Held> held;
    if (reply.body.size() > kBytesNotCounted) held = co_await hold(reply.body.size());
    error_code error;
    http::response_serializer<Body> serializer(response);
    if (sends && !reply.pieces)
        co_await http::async_write(handle_, serializer, redirect_error(use_awaitable, error));
    else
        co_await http::async_write_header(handle_, serializer, redirect_error(use_awaitable, error));
    bool sent = !error;
    if (sent && sends && reply.pieces) sent = co_await send_pieces(reply.pieces, size);
    if (!sent) stream_->close();    // the next read ends the loop
}

/// False where they did not all come, or go.
awaitable<bool> Connection::send_pieces(std::shared_ptr<Pieces> pieces, std::uint64_t left) {
    while (left > 0) {
        const std::optional<Budget::Held> held = co_await hold(Pieces::kBytesMax);
        if (!held) co_return false;
        const Bytes piece = co_await pieces->next();
        if (piece.empty() || piece.size() > left) co_return false;
        left -= piece.size();
        error_code error;
        co_await asio::async_write(handle_, asio::buffer(piece), redirect_error(use_awaitable, error));
        if (error) co_return false;
    }
    co_return true;
}

}    // namespace vouch::net
