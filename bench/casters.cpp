#include "bench/casters.h"

#include <proto/service.pb.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <deque>

#include "bench/figures.h"
#include "election/envelope.h"
#include "net/beast.h"
#include "net/tls_stream.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::bench {
namespace {

namespace asio = boost::asio;
using asio::use_awaitable;
using net::Tcp;

/// One connection and those who cast over it; a caster's number is the request's id less one.
class Line {
public:
    Line(asio::io_context& context, const CastingLoad& load) : load_(load), socket_(context) {}

    void carry(const Caster& caster) { turns_.push_back({&caster, 0}); }

    asio::awaitable<void> connect() {
        const Tcp::endpoint to(asio::ip::make_address(load_.endpoint.host), load_.endpoint.port);
        co_await socket_.async_connect(to, use_awaitable);
        stream_ = net::make_client_stream(std::move(socket_), load_.trust, load_.endpoint);
        net::StreamHandle handle(*stream_);
        co_await handle.async_handshake(use_awaitable);
        socket_of_line_.emplace(handle);
        socket_of_line_->binary(true);
        co_await socket_of_line_->async_handshake(load_.endpoint.authority(), load_.path, use_awaitable);
    }

    /// Returns once every ballot was answered.
    asio::awaitable<void> cast() {
        for (std::size_t number = 0; number < turns_.size(); ++number) queue_next(number);
        boost::beast::flat_buffer incoming;
        for (;;) {
            while (!outgoing_.empty()) {
                const std::string message = std::move(outgoing_.front());
                outgoing_.pop_front();
                co_await socket_of_line_->async_write(asio::buffer(message), use_awaitable);
            }
            if (waiting_ == 0) break;
            co_await socket_of_line_->async_read(incoming, use_awaitable);
            take(incoming);
            incoming.clear();
        }
    }
    asio::awaitable<void> close() {
        co_await socket_of_line_->async_close(boost::beast::websocket::close_code::normal, use_awaitable);
    }
    std::size_t receipts() const { return receipts_; }

private:
    struct Turn {
        const Caster* caster;
        std::size_t next;    // the ballot that leaves next
    };

    void queue_next(std::size_t number) {
        Turn& turn = turns_[number];
        if (turn.next == turn.caster->ballots.size()) return;
        v1::Request request;
        request.set_id(number + 1);
        request.mutable_cast()->set_envelope(text_of(turn.caster->ballots[turn.next++].envelope));
        outgoing_.push_back(request.SerializeAsString());
        ++waiting_;
    }

    void take(const boost::beast::flat_buffer& incoming) {
        v1::Response response;
        const auto data = incoming.cdata();
        VOUCH_CHECK(response.ParseFromArray(data.data(), static_cast<int>(data.size())));
        const std::size_t number = response.id() - 1;
        const Turn& turn = turns_.at(number);
        const auto reply = election::open_reply(turn.caster->ballots[turn.next - 1].reply_key,
                                                bytes_of(response.cast().sealed()));
        if (reply.ok() && std::holds_alternative<election::Receipt>(*reply)) ++receipts_;
        --waiting_;
        queue_next(number);
    }

    const CastingLoad& load_;
    Tcp::socket socket_;
    std::unique_ptr<net::ClientStream> stream_;
    std::optional<net::BeastSocket> socket_of_line_;
    std::vector<Turn> turns_;
    std::deque<std::string> outgoing_;
    std::size_t waiting_ = 0, receipts_ = 0;
};

/// Runs one step on every line and waits for all of them.
template <class Step>
void on_all(asio::io_context& context, std::deque<Line>& lines, Step step) {
    std::exception_ptr failure;
    for (Line& line : lines)
        asio::co_spawn(context, step(line), [&failure](std::exception_ptr thrown) {
            if (thrown) failure = thrown;
        });
    context.restart();
    context.run();
    if (failure) std::rethrow_exception(failure);
}

}    // namespace

Casted cast_all(const CastingLoad& load, const std::vector<Caster>& casters) {
    asio::io_context context(1);
    std::deque<Line> lines;
    for (std::size_t i = 0; i < load.connections; ++i) lines.emplace_back(context, load);
    for (std::size_t i = 0; i < casters.size(); ++i) lines[i % lines.size()].carry(casters[i]);
    on_all(context, lines, [](Line& line) { return line.connect(); });

    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = thread_seconds();
    on_all(context, lines, [](Line& line) { return line.cast(); });
    Casted out;
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    out.cpu_seconds = thread_seconds() - cpu_start;
    for (const Line& line : lines) out.receipts += line.receipts();
    on_all(context, lines, [](Line& line) { return line.close(); });
    return out;
}

}    // namespace vouch::bench
