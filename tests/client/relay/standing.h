#pragma once
// What stands at the other end of a relay, or in its place: a listener that is told what to do with what
// comes, and notes who connected to it.

#include <boost/asio/io_context.hpp>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "net/certificate.h"
#include "net/endpoint.h"
#include "net/server.h"
#include "net/trust.h"

namespace vouch::testing {

namespace asio = boost::asio;

/// Who has connected to that port of this program so far, in order: what a server can write down.
std::vector<std::string> addresses_at(std::uint16_t port);

/// Stands before a server and passes on what comes and what goes, changed as it was told.
class Between : public net::Handler {
public:
    using Change = std::function<void(Bytes&)>;
    explicit Between(net::Handler& honest) : honest_(honest) {}
    /// Of answers, from now on; one that becomes empty is kept back, and the connection closed.
    void change_answers(Change change);
    /// Messages that came, in order.
    std::vector<Bytes> came();

    asio::awaitable<net::HttpAnswer> get(std::string path) override { return honest_.get(std::move(path)); }
    bool has_socket(const std::string& path) const override { return honest_.has_socket(path); }
    asio::awaitable<void> serve(std::string path, std::shared_ptr<net::WebSocket> socket) override;
    void failed(std::string_view) noexcept override {}

    void note(const Bytes& message);
    void change(Bytes& answer);

private:
    net::Handler& honest_;
    std::mutex mutex_;    // guards what follows
    Change change_;
    std::vector<Bytes> came_;
};

/// Answers a heartbeat with one, and all else "over capacity", at once or when it is told to; notes what
/// came.
class Recorder : public net::Handler {
public:
    void keep_back(bool keeps);
    /// Messages that came, in order, once there are so many; fails the test where they do not come.
    std::vector<Bytes> came(std::size_t count);
    std::size_t open() const { return open_; }    // connections

    asio::awaitable<net::HttpAnswer> get(std::string path) override;
    bool has_socket(const std::string&) const override { return true; }
    asio::awaitable<void> serve(std::string path, std::shared_ptr<net::WebSocket> socket) override;
    void failed(std::string_view) noexcept override {}

private:
    std::mutex mutex_;    // guards what follows
    bool keeps_back_ = false;
    std::vector<Bytes> came_;
    std::atomic<std::size_t> open_ = 0;
};

/// Serves a handler, which outlives it, at 127.0.0.1.
class Standing {
public:
    explicit Standing(net::Handler& handler);
    ~Standing();
    net::Endpoint endpoint() const { return {"127.0.0.1", server_->port(), ""}; }
    const std::string& pin() const { return pin_; }
    net::Trust trust() const { return *net::Trust::pinned(pin_); }

private:
    net::SelfSigned certificate_;
    std::string pin_;
    asio::io_context context_;
    std::optional<net::Server> server_;
    std::thread thread_;
};

}    // namespace vouch::testing
