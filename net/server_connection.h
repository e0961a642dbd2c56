#pragma once
// One client's connection, from the handshake to its close. Only server.cpp makes them.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "net/beast.h"
#include "net/budget.h"
#include "net/connection_slots.h"
#include "net/server.h"
#include "net/tls_stream.h"

namespace vouch::net {

/// A connection, which becomes a WebSocket where the client asks for one. All but the constructor runs on its
/// strand.
class Connection final : public WebSocket, public std::enable_shared_from_this<Connection> {
public:
    /// `handler` and `budget` outlive it.
    Connection(std::unique_ptr<ByteStream> stream, Handler& handler, const Patience& patience, Host host,
               Budget& budget);

    /// Before run(): who is told how far the connection has got, from its strand.
    void tell_how_far(std::function<void(HowFar)> told) { how_far_ = std::move(told); }
    asio::awaitable<void> run();

    /// Ends all waiting for the client. A request under way is answered first.
    void stop();
    void cut();

    asio::any_io_executor executor() override;
    Host host() const override { return host_; }
    asio::awaitable<std::optional<Bytes>> receive() override;
    void send(Bytes message) override;
    void close() override;
    void cut_after(std::chrono::steady_clock::duration time) override;
    void hold_slot(bool keeps) override;

private:
    class Wishes;

    /// Who writes on a connection, which is cut where the writer goes before it is done.
    class Writer {
    public:
        explicit Writer(std::shared_ptr<Connection> of) : of_(std::move(of)) {}
        Writer(Writer&&) = default;
        Writer& operator=(Writer&&) = delete;
        ~Writer();
        void done() { of_.reset(); }

    private:
        std::shared_ptr<Connection> of_;
    };
    /// A message that waits to be sent.
    struct Outgoing {
        Bytes message;
        Budget::Held held;
    };

    void set_deadline(std::chrono::steady_clock::duration time) { cut_at(deadline_, time); }
    void cut_at(asio::steady_timer& timer, std::chrono::steady_clock::duration time);
    asio::awaitable<std::optional<Budget::Held>> hold(std::size_t bytes);
    using HeadParser = http::request_parser<http::empty_body>;

    asio::awaitable<void> serve_http();
    asio::awaitable<error_code> read_head(beast::flat_buffer& buffer, HeadParser& parser);
    asio::awaitable<error_code> read_body(beast::flat_buffer& buffer, HeadParser& parser, Bytes& body,
                                          std::size_t bytes_max);
    asio::awaitable<HttpAnswer> answer_to_post(beast::flat_buffer& buffer, HeadParser& parser,
                                               std::string path, Wishes& wishes);
    asio::awaitable<void> drop_the_rest();
    asio::awaitable<void> answer(HttpAnswer reply, Wishes wishes);
    asio::awaitable<bool> send_pieces(std::shared_ptr<Pieces> pieces, std::uint64_t left);
    asio::awaitable<void> serve_socket(std::string path, const http::request<http::empty_body>& request);
    asio::awaitable<bool> read_message();
    void write_on();
    asio::awaitable<void> write_all(Writer writer);
    void closed();
    asio::awaitable<void> end_socket();
    asio::awaitable<void> say_goodbye();

    std::function<void(HowFar)> how_far_;
    std::unique_ptr<ByteStream> stream_;
    StreamHandle handle_;
    asio::steady_timer deadline_;
    asio::steady_timer message_deadline_;    // of a long message that is coming in
    Handler& handler_;
    const Patience patience_;
    const Host host_;
    Budget& budget_;
    std::optional<BeastSocket> socket_;
    beast::flat_buffer incoming_;
    Budget::Held incoming_held_;    // for the message that receive() gave last
    std::deque<Outgoing> outgoing_;
    std::size_t outgoing_bytes_ = 0;
    bool cut_ = false;
    bool receiving_ = false;    // waiting for the client
    bool writing_ = false;
    bool closing_ = false;    // nothing is added to the messages that wait
    bool closed_ = false;
    /// Holds something once closed_.
    asio::experimental::channel<void(boost::system::error_code)> closed_told_{stream_->executor(), 1};
    bool stopping_ = false;    // the server is stopping
};

}    // namespace vouch::net
