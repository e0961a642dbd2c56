#include "net/client.h"

#include "net/beast.h"
#include "net/client_connection.h"
#include "net/gzip.h"

namespace vouch::net {
namespace {

constexpr auto kUserAgent = "vouch";
constexpr std::string_view kGzip = "gzip";

using Request = http::request<http::vector_body<std::uint8_t>>;
using Parser = http::response_parser<http::vector_body<std::uint8_t>>;

}    // namespace

struct HttpsClient::Impl {
    Endpoint endpoint;
    Trust trust;
    std::unique_ptr<ClientConnection> connection;
    beast::flat_buffer buffer;    // may already hold the start of what comes next

    Impl(Endpoint to, Trust whom) : endpoint(std::move(to)), trust(std::move(whom)) {}
    ~Impl() { drop(); }

    void drop() {
        if (connection) connection->shut_down();
        connection.reset();
        buffer.clear();
    }

    error_code exchange(const Request& request, Parser& parser) {
        StreamHandle stream(connection->stream());
        const error_code error = connection->wait(
            kRequestTime, [&](auto handler) { http::async_write(stream, request, std::move(handler)); });
        if (error) return error;
        return connection->wait(kRequestTime, [&](auto handler) {
            http::async_read(stream, buffer, parser, std::move(handler));
        });
    }

    Request request(http::verb verb, const std::string& path) const {
        Request request(verb, path, 11);
        request.set(http::field::host, endpoint.authority());
        request.set(http::field::user_agent, kUserAgent);
        return request;
    }

    HttpReply ask(const Request& request, std::size_t body_bytes_max) {
        const std::string path(request.target());
        for (bool fresh = false;;) {
            if (!connection) {
                connection = std::make_unique<ClientConnection>(endpoint, trust, kConnectTime);
                fresh = true;
            }
            Parser parser;
            parser.body_limit(body_bytes_max);
            parser.header_limit(kHttpHeaderBytesMax);
            const error_code error = exchange(request, parser);
            if (!error) return taken(parser, path, body_bytes_max);
            const bool begun = parser.got_some();
            connection.reset();
            buffer.clear();
            refuse_answer(error, path, body_bytes_max);
            // A kept connection may have been given up by the server meanwhile: once more, on a new one.
            if (fresh || begun || error == asio::error::timed_out)
                throw failure_of(error, "fetching " + path);
        }
    }

    HttpReply taken(Parser& parser, const std::string& path, std::size_t body_bytes_max) {
        auto response = parser.release();
        HttpReply reply;
        reply.status = response.result_int();
        reply.content_type = std::string(response[http::field::content_type]);
        reply.body = std::move(response.body());
        if (!response.keep_alive()) drop();
        if (response[http::field::content_encoding] != kGzip) return reply;
        auto whole = gunzip(reply.body, body_bytes_max);
        if (!whole.ok()) refuse_answer(as_error(whole.rejection().reason), path, body_bytes_max);
        reply.body = *std::move(whole);
        return reply;
    }
    static error_code as_error(Reason reason) {
        return reason == Reason::too_large ? http::error::body_limit : http::error::bad_value;
    }

    /// Throws where the error says that the answer is too large, or none.
    static void refuse_answer(error_code error, const std::string& path, std::size_t body_bytes_max) {
        if (error == http::error::body_limit)
            throw NetError(Failure::too_large,
                           path + " is larger than " + std::to_string(body_bytes_max) + " bytes");
        const bool not_http =
            error.category() == http::make_error_code(http::error::bad_version).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message;
        if (not_http)
            throw NetError(Failure::bad_answer, path + ": the answer is not HTTP (" + error.message() + ")");
    }
};

HttpsClient::HttpsClient(Endpoint endpoint, Trust trust)
    : impl_(std::make_unique<Impl>(std::move(endpoint), std::move(trust))) {}
HttpsClient::~HttpsClient() = default;
HttpsClient::HttpsClient(HttpsClient&&) noexcept = default;
HttpsClient& HttpsClient::operator=(HttpsClient&&) noexcept = default;

HttpReply HttpsClient::get(const std::string& path, std::size_t body_bytes_max,
                           std::span<const Header> headers) {
    Request request = impl_->request(http::verb::get, path);
    for (const Header& header : headers) request.set(header.name, header.value);
    return impl_->ask(request, body_bytes_max);
}

HttpReply HttpsClient::post(const std::string& path, ByteView body, std::size_t body_bytes_max) {
    Request request = impl_->request(http::verb::post, path);
    request.body() = copy(body);
    request.prepare_payload();
    return impl_->ask(request, body_bytes_max);
}

struct WebSocketClient::Impl {
    ClientConnection connection;
    BeastSocket socket;
    beast::flat_buffer incoming;
    bool reading = false;                    // an async_read is under way, or its outcome not yet taken
    std::optional<error_code> read_ended;    // its outcome
    bool closed = false;

    Impl(const Endpoint& endpoint, const Trust& trust, const std::string& path)
        : connection(endpoint, trust, kConnectTime), socket(connection.stream()) {
        socket.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                          websocket::stream_base::none(), false});
        socket.set_option(websocket::stream_base::decorator(
            [](websocket::request_type& request) { request.set(http::field::user_agent, kUserAgent); }));
        socket.read_message_max(kMessageBytesMax);
        socket.binary(true);
        const error_code error = connection.wait(kConnectTime, [&](auto handler) {
            socket.async_handshake(endpoint.authority(), path, std::move(handler));
        });
        if (!error) return;
        closed = true;
        if (error == asio::error::timed_out) throw failure_of(error, "opening " + path);
        throw NetError(Failure::bad_answer,
                       "there is no WebSocket at " + path + " (" + error.message() + ")");
    }
    ~Impl() {
        close();
        connection.stream().close();
        // A read that is still waiting refers to this object.
        connection.run_until(Clock::time_point::max(), [this] { return !reading || read_ended; });
    }

    void send(ByteView message) {
        const error_code error = connection.wait(kRequestTime, [&](auto handler) {
            socket.async_write(asio::buffer(message.data(), message.size()), std::move(handler));
        });
        if (error) throw failure_of(error, "sending");
    }

    std::optional<Bytes> receive(Clock::duration time_limit) {
        if (!reading) {
            reading = true;
            read_ended.reset();
            socket.async_read(incoming, [this](error_code error, std::size_t) { read_ended = error; });
        }
        if (!connection.run_until(Clock::now() + time_limit, [this] { return read_ended.has_value(); }))
            return {};
        reading = false;
        if (*read_ended) {
            closed = true;
            if (*read_ended == websocket::error::message_too_big)
                throw NetError(Failure::too_large,
                               "a message of more than " + std::to_string(kMessageBytesMax) + " bytes");
            throw failure_of(*read_ended, "receiving");
        }
        const auto data = incoming.cdata();
        const auto* const first = static_cast<const std::uint8_t*>(data.data());
        Bytes message(first, first + data.size());
        incoming.clear();
        return message;
    }

    void close() {
        if (closed) return;
        closed = true;
        static_cast<void>(connection.wait(kFarewellTime, [&](auto handler) {
            socket.async_close(websocket::close_code::normal, std::move(handler));
        }));
    }
};

WebSocketClient::WebSocketClient(const Endpoint& endpoint, const Trust& trust, const std::string& path)
    : impl_(std::make_unique<Impl>(endpoint, trust, path)) {}
WebSocketClient::~WebSocketClient() = default;
WebSocketClient::WebSocketClient(WebSocketClient&&) noexcept = default;
WebSocketClient& WebSocketClient::operator=(WebSocketClient&&) noexcept = default;

void WebSocketClient::send(ByteView message) {
    impl_->send(message);
}
std::optional<Bytes> WebSocketClient::receive(std::chrono::milliseconds time_limit) {
    return impl_->receive(time_limit);
}
void WebSocketClient::close() {
    impl_->close();
}

}    // namespace vouch::net
