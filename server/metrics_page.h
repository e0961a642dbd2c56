#pragma once
// What an operator's programs ask for, at an address of their own: GET /metrics, and GET /healthz.

#include <functional>

#include "net/server.h"
#include "server/metrics.h"

namespace vouch::server {

/// So many connections at a time.
inline constexpr std::size_t kMetricsConnectionsMax = 16;
/// With less on the disk the server is not well: the next document may not fit.
inline constexpr std::uintmax_t kFreeBytesOfHealthLeast = std::uintmax_t{64} << 20;

class MetricsPage : public net::Handler {
public:
    /// `look` may be called from any thread. Both outlive this.
    MetricsPage(const Metrics& metrics, std::function<Metrics::Now()> look)
        : metrics_(metrics), look_(std::move(look)) {}

    boost::asio::awaitable<net::HttpAnswer> get(std::string path) override;
    bool has_socket(const std::string&) const override { return false; }
    boost::asio::awaitable<void> serve(std::string path, std::shared_ptr<net::WebSocket> socket) override;
    void failed(std::string_view what) noexcept override;

private:
    const Metrics& metrics_;
    const std::function<Metrics::Now()> look_;
};

/// What is amiss, a line each; nothing where all is well.
std::string amiss(const Metrics::Now& now);

}    // namespace vouch::server
