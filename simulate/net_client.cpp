// net/client.h over the simulated network: this stands before net/client.cpp for whoever links it. What a
// client's certificates are is not looked at.

#include "net/client.h"

#include "simulate/network.h"

namespace vouch::net {

struct HttpsClient::Impl {};

HttpsClient::HttpsClient(Endpoint, Trust) : impl_(std::make_unique<Impl>()) {}
HttpsClient::~HttpsClient() = default;
HttpsClient::HttpsClient(HttpsClient&&) noexcept = default;
HttpsClient& HttpsClient::operator=(HttpsClient&&) noexcept = default;

HttpReply HttpsClient::get(const std::string& path, std::size_t body_bytes_max, std::span<const Header>) {
    simulation::World::must_run();
    HttpReply reply = simulation::network_now()->get(path);
    if (reply.body.size() > body_bytes_max) throw NetError(Failure::too_large, "a file that is too large");
    return reply;
}

/// Only who asks witnesses posts, and there are none here.
HttpReply HttpsClient::post(const std::string& path, ByteView, std::size_t) {
    throw NetError(Failure::unreachable, "nobody takes " + path + " in a simulation");
}

struct WebSocketClient::Impl {
    std::shared_ptr<simulation::Link> link;
};

WebSocketClient::WebSocketClient(const Endpoint&, const Trust&, const std::string& path)
    : impl_(std::make_unique<Impl>()) {
    simulation::World::must_run();
    impl_->link = simulation::network_now()->connect(path);
}
WebSocketClient::~WebSocketClient() {
    if (impl_) close();
}
WebSocketClient::WebSocketClient(WebSocketClient&&) noexcept = default;
WebSocketClient& WebSocketClient::operator=(WebSocketClient&& other) noexcept {
    if (impl_) close();
    impl_ = std::move(other.impl_);
    return *this;
}

void WebSocketClient::send(ByteView message) {
    simulation::World::must_run();
    simulation::network_now()->send(*impl_->link, message);
}
std::optional<Bytes> WebSocketClient::receive(std::chrono::milliseconds time_limit) {
    return simulation::network_now()->receive(*impl_->link, time_limit);
}
void WebSocketClient::close() {
    simulation::network_now()->close(*impl_->link);
}

}    // namespace vouch::net
