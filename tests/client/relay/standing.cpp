#include "tests/client/relay/standing.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <map>

#include "wire/messages.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::testing {
namespace {

constexpr auto kStandingLookEvery = std::chrono::milliseconds(5);
constexpr auto kStandingAtMost = std::chrono::seconds(60);    // on a machine that is busy

std::mutex accepted_mutex;
std::map<std::uint16_t, std::vector<std::string>> accepted;    // by the port that was connected to

void note_accepted(int descriptor) {
    sockaddr_in peer{}, own{};
    socklen_t size = sizeof peer;
    if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0 || peer.sin_family != AF_INET)
        return;
    size = sizeof own;
    getsockname(descriptor, reinterpret_cast<sockaddr*>(&own), &size);
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &peer.sin_addr, text, sizeof text);
    const std::lock_guard lock(accepted_mutex);
    accepted[ntohs(own.sin_port)].emplace_back(text);
}

class BetweenSocket : public net::WebSocket {
public:
    BetweenSocket(Between& of, std::shared_ptr<net::WebSocket> socket)
        : of_(of), socket_(std::move(socket)) {}
    asio::any_io_executor executor() override { return socket_->executor(); }
    net::Host host() const override { return socket_->host(); }
    asio::awaitable<std::optional<Bytes>> receive() override {
        std::optional<Bytes> message = co_await socket_->receive();
        if (message) of_.note(*message);
        co_return message;
    }
    void send(Bytes message) override {
        of_.change(message);
        if (message.empty()) return socket_->close();
        socket_->send(std::move(message));
    }
    void close() override { socket_->close(); }
    void cut_after(std::chrono::steady_clock::duration time) override { socket_->cut_after(time); }
    void hold_slot(bool keeps) override { socket_->hold_slot(keeps); }

private:
    Between& of_;
    std::shared_ptr<net::WebSocket> socket_;
};

}    // namespace

std::vector<std::string> addresses_at(std::uint16_t port) {
    const std::lock_guard lock(accepted_mutex);
    return accepted[port];
}

void Between::change_answers(Change change) {
    const std::lock_guard lock(mutex_);
    change_ = std::move(change);
}
std::vector<Bytes> Between::came() {
    const std::lock_guard lock(mutex_);
    return came_;
}
void Between::note(const Bytes& message) {
    const std::lock_guard lock(mutex_);
    came_.push_back(message);
}
void Between::change(Bytes& answer) {
    const std::lock_guard lock(mutex_);
    if (change_) change_(answer);
}
asio::awaitable<void> Between::serve(std::string path, std::shared_ptr<net::WebSocket> socket) {
    std::shared_ptr<net::WebSocket> watched = std::make_shared<BetweenSocket>(*this, std::move(socket));
    return honest_.serve(std::move(path), std::move(watched));
}

void Recorder::keep_back(bool keeps) {
    const std::lock_guard lock(mutex_);
    keeps_back_ = keeps;
}
std::vector<Bytes> Recorder::came(std::size_t count) {
    for (const auto until = std::chrono::steady_clock::now() + kStandingAtMost;;) {
        {
            const std::lock_guard lock(mutex_);
            if (came_.size() >= count) return came_;
        }
        if (std::chrono::steady_clock::now() > until) FAIL("the server was not sent that many messages");
        std::this_thread::sleep_for(kStandingLookEvery);
    }
}
asio::awaitable<net::HttpAnswer> Recorder::get(std::string) {
    net::HttpAnswer nothing_here;
    co_return nothing_here;
}
asio::awaitable<void> Recorder::serve(std::string, std::shared_ptr<net::WebSocket> socket) {
    ++open_;
    for (;;) {
        const auto message = co_await socket->receive();
        if (!message) break;
        const auto request = wire::parse<wire::pb::Request>(*message);
        wire::pb::Response response;
        if (request) response.set_id(request->id());
        if (request && request->has_heartbeat()) {
            response.mutable_heartbeat();
            socket->send(wire::serialize(response));
            continue;
        }
        {
            const std::lock_guard lock(mutex_);
            came_.push_back(*message);
        }
        for (bool waits = true; waits;) {
            {
                const std::lock_guard lock(mutex_);
                waits = keeps_back_;
            }
            if (!waits) break;
            asio::steady_timer pause(socket->executor(), kStandingLookEvery);
            co_await pause.async_wait(asio::use_awaitable);
        }
        response.mutable_refusal()->set_reason(static_cast<std::uint32_t>(Reason::over_capacity));
        response.mutable_refusal()->set_retry_after_ms(1);
        socket->send(wire::serialize(response));
    }
    --open_;
}

Standing::Standing(net::Handler& handler) : certificate_(net::make_self_signed({"127.0.0.1"})) {
    pin_ = *net::pin_of(certificate_.certificate_pem);
    server_.emplace(context_, asio::ip::tcp::endpoint(asio::ip::make_address("127.0.0.1"), 0),
                    certificate_.certificate_pem, certificate_.key_pem, handler);
    thread_ = std::thread([this, &handler] { net::run(context_, handler); });
}
Standing::~Standing() {
    server_->stop();
    thread_.join();
}

}    // namespace vouch::testing

// Stands before the C library's for everything that is linked into this program.
extern "C" int accept(int descriptor, sockaddr* from, socklen_t* size) {
    const int taken = static_cast<int>(syscall(SYS_accept4, descriptor, from, size, 0));
    if (taken >= 0) vouch::testing::note_accepted(taken);
    return taken;
}
