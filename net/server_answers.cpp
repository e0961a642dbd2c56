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
    Wishes(const http::request_header<>& request, bool keep_alive)
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
        HeadParser parser;
        const error_code error = co_await read_head(buffer, parser);
        if (error) {
            if (parser.got_some() && stream_error(error)) {
                HttpAnswer refusal(400, "", "no-store", Bytes());
                Wishes none;
                co_await answer(std::move(refusal), std::move(none));
            }
            co_return;
        }
        std::string path(parser.get().target());
        path.erase(std::min(path.find('?'), path.size()));
        if (websocket::is_upgrade(parser.get()) && handler_.has_socket(path)) {
            const auto request = parser.release();
            const bool nothing_more = buffer.size() == 0;
            buffer.shrink_to_fit();    // the socket may live for hours
            if (nothing_more) co_await serve_socket(std::move(path), request);
            co_return;
        }
        Wishes wishes(parser.get(), parser.keep_alive());
        HttpAnswer reply(405, "", "no-store", Bytes());
        const bool posted = parser.get().method() == http::verb::post;
        if (posted)
            reply = co_await answer_to_post(buffer, parser, std::move(path), wishes);
        else if (wishes.head || parser.get().method() == http::verb::get)
            reply = co_await handler_.get(std::move(path));
        keep = wishes.keep;
        co_await answer(std::move(reply), std::move(wishes));
        if (posted && !keep) co_await drop_the_rest();
    }
}

/// Of a request that was refused unread. A client that is still sending would lose the answer otherwise.
awaitable<void> Connection::drop_the_rest() {
    set_deadline(kGoodbyeTime);
    ByteArray<4096> some;
    error_code error;
    for (std::size_t dropped = 0; !error && dropped < 2 * kPostedBytesMax;)
        dropped += co_await handle_.async_read_some(asio::buffer(some), redirect_error(use_awaitable, error));
}

/// Reads a request up to its body, and the whole of one that may have none: then a body is an error.
awaitable<error_code> Connection::read_head(beast::flat_buffer& buffer, HeadParser& parser) {
    parser.header_limit(kRequestHeaderBytesMax);
    parser.body_limit(boost::none);    // the path decides, which is not read yet
    error_code error;
    set_deadline(patience_.request);
    receiving_ = true;
    co_await http::async_read_header(handle_, buffer, parser, redirect_error(use_awaitable, error));
    if (!error && !parser.is_done() && parser.get().method() != http::verb::post)
        error = http::error::unexpected_body;
    receiving_ = false;
    co_return error;
}

/// What is posted where nothing may be is left unread, and the connection ends with the answer.
awaitable<HttpAnswer> Connection::answer_to_post(beast::flat_buffer& buffer, HeadParser& parser,
                                                 std::string path, Wishes& wishes) {
    constexpr unsigned kNotAllowed = 405, kTooLarge = 413, kBadRequest = 400;
    const std::size_t bytes_max = std::min(handler_.post_bytes_max(path), kPostedBytesMax);
    HttpAnswer refusal(kNotAllowed, "", "no-store", Bytes());
    const auto stated = parser.content_length();
    if (bytes_max > 0 && stated && *stated > bytes_max) refusal.status = kTooLarge;
    if (bytes_max == 0 || refusal.status == kTooLarge) {
        wishes.keep = wishes.keep && parser.is_done();
        co_return refusal;
    }
    const std::optional<Budget::Held> held =
        co_await hold(stated ? static_cast<std::size_t>(*stated) : bytes_max);
    Bytes body;
    const error_code error = co_await read_body(buffer, parser, body, bytes_max);
    if (error) {
        wishes.keep = false;
        refusal.status = error == http::error::body_limit ? kTooLarge : kBadRequest;
        co_return refusal;
    }
    HttpAnswer reply = co_await handler_.post(std::move(path), std::move(body));
    co_return reply;
}

awaitable<error_code> Connection::read_body(beast::flat_buffer& buffer, HeadParser& parser, Bytes& body,
                                            std::size_t bytes_max) {
    http::request_parser<http::vector_body<std::uint8_t>> whole(std::move(parser));
    whole.body_limit(bytes_max);
    error_code error;
    receiving_ = true;
    if (!whole.is_done())
        co_await http::async_read(handle_, buffer, whole, redirect_error(use_awaitable, error));
    receiving_ = false;
    if (!error) body = std::move(whole.get().body());
    co_return error;
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
    if (reply.any_page) response.set(http::field::access_control_allow_origin, "*");
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
