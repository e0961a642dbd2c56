#pragma once
// A server for the tests of net/: known pages over HTTP, and WebSockets that answer what they are sent.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "net/certificate.h"
#include "net/client.h"
#include "net/server.h"

namespace vouch::testing {

namespace asio = boost::asio;

/// As many zeros as it says, in pieces of 10,000; from `ends` on it gives nothing more.
class Zeros : public net::Pieces {
public:
    Zeros(std::uint64_t bytes, std::uint64_t ends) : left_(bytes), ends_(ends) {}
    asio::awaitable<Bytes> next() override {
        const std::uint64_t size = std::min({left_, ends_, std::uint64_t{10'000}});
        left_ -= size;
        ends_ -= size;
        Bytes piece(size);
        co_return piece;
    }

private:
    std::uint64_t left_, ends_;
};

/// "/hello" says hello, "/large" has 1 MB, "/pieces" the same in pieces, of "/broken" half of it comes,
/// "/throws" throws; anything else is not found. What is posted to "/post", 1,000 bytes at most, comes back.
/// "/echo" answers each message with itself; "stop" ends it, from "keep" on it keeps its place, "two" is
/// answered twice, "flood" without end.
class EchoHandler : public net::Handler {
public:
    asio::awaitable<net::HttpAnswer> get(std::string path) override {
        net::HttpAnswer answer;
        if (path == "/throws") throw std::runtime_error("a page that throws");
        if (path == "/hello") {
            answer.status = 200;
            answer.content_type = "text/plain; charset=utf-8";
            answer.body = copy(bytes_of("hello"));
        }
        if (path == "/large") {
            answer.status = 200;
            answer.body.assign(1'000'000, 7);
        }
        if (path == "/pieces" || path == "/broken") {
            answer.status = 200;
            answer.pieces_bytes = 1'000'000;
            answer.pieces = std::make_shared<Zeros>(1'000'000, path == "/broken" ? 500'000 : 1'000'000);
        }
        co_return answer;
    }
    std::size_t post_bytes_max(const std::string& path) const override { return path == "/post" ? 1'000 : 0; }
    asio::awaitable<net::HttpAnswer> post(std::string, Bytes body) override {
        ++posted;
        net::HttpAnswer answer(200, "application/octet-stream", "no-store", std::move(body));
        co_return answer;
    }
    bool has_socket(const std::string& path) const override { return path == "/echo"; }
    asio::awaitable<void> serve(std::string, std::shared_ptr<net::WebSocket> socket) override {
        for (;;) {
            const auto message = co_await socket->receive();
            if (!message) break;
            const std::string text = text_of(*message);
            if (text == "stop") break;
            if (text == "keep") socket->hold_slot(true);
            if (text == "two") socket->send(*message);
            for (int i = 0; text == "flood" && i < 10'000; ++i) socket->send(Bytes(100'000));
            if (text == "slow") {
                asio::steady_timer timer(socket->executor(), std::chrono::milliseconds(300));
                co_await timer.async_wait(asio::use_awaitable);
            }
            socket->send(*message);
        }
        ++sockets_ended;
    }
    void failed(std::string_view) noexcept override { ++failures; }

    std::atomic<int> failures = 0, sockets_ended = 0, posted = 0;
};

class EchoServer {
public:
    explicit EchoServer(const net::Patience& patience = {},
                        std::size_t slots = net::Server::slots_for_files(),
                        std::size_t bytes_held_max = net::kBytesHeldMax,
                        net::SelfSigned certificate = net::make_self_signed({"127.0.0.1", "localhost"}))
        : own(std::move(certificate)),
          server(context, {asio::ip::make_address("127.0.0.1"), 0}, own.certificate_pem, own.key_pem, handler,
                 patience, slots, bytes_held_max) {
        for (int i = 0; i < 2; ++i) threads.emplace_back([this] { net::run(context, handler); });
    }
    ~EchoServer() { stop(); }
    void stop() {
        server.stop();
        for (std::thread& thread : threads)
            if (thread.joinable()) thread.join();    // run() returns once everything has ended
    }

    net::Endpoint endpoint() const { return {"127.0.0.1", server.port(), ""}; }
    net::Trust trust() const { return *net::Trust::pinned(*net::pin_of(own.certificate_pem)); }

    net::SelfSigned own;
    EchoHandler handler;
    asio::io_context context;
    net::Server server;
    std::vector<std::thread> threads;
};

}    // namespace vouch::testing
