#include "client/cli/relay/relay.h"

#include <sys/resource.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <thread>

#include "client/cli/relay/passing.h"
#include "wire/conference_id.h"

namespace vouch::client {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kRelayedPlace = "/cast";

/// As many files as the system lets this process have open.
void raise_open_files_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// A client's connection takes a descriptor, and one more while its request is under way.
std::size_t room_under_way() {
    constexpr std::size_t kOfAll = 3;
    return std::min(kUnderWayMax, net::Server::slots_for_files() / kOfAll);
}
std::size_t room_for_connections() {
    return std::min(kRelayConnectionsMax, net::Server::slots_for_files() - room_under_way());
}

class RelayHandler : public net::Handler {
public:
    explicit RelayHandler(std::shared_ptr<RelayWork> work) : work_(std::move(work)) {}

    asio::awaitable<net::HttpAnswer> get(std::string) override {
        net::HttpAnswer nothing_here;
        co_return nothing_here;
    }
    bool has_socket(const std::string& path) const override {
        const auto parsed = wire::parse_path(path);
        return parsed && parsed->rest == kRelayedPlace;
    }
    asio::awaitable<void> serve(std::string path, std::shared_ptr<net::WebSocket> socket) override {
        std::shared_ptr<RelayWork> work = work_;
        co_await pass_on(std::move(work), std::move(path), std::move(socket));
    }
    void failed(std::string_view) noexcept override {}    // of one connection, whose client sees it

private:
    std::shared_ptr<RelayWork> work_;
};

}    // namespace

struct Relay::Impl {
    asio::io_context context{1};    // all of it runs on one thread
    std::shared_ptr<RelayWork> work;
    RelayHandler handler;
    net::CertificateInUse certificate;
    net::Server server;
    std::thread thread;
    bool stopped = false;

    explicit Impl(const RelayWanted& wanted)
        : work(std::make_shared<RelayWork>(
              RelayWork{wanted.to,
                        wanted.trust,
                        std::make_shared<Batches>(context.get_executor(), system_rng()),
                        UnderWay(room_under_way()),
                        {},
                        {},
                        false})),
          handler(work),
          certificate({wanted.home, wanted.certificate, wanted.key, ""}),
          server(context, {asio::ip::make_address(wanted.at.address), wanted.at.port},
                 certificate.first().pem, certificate.first().key_pem, handler, {}, room_for_connections()) {
        thread = std::thread([this] { net::run(context, handler); });
    }
    ~Impl() { stop(); }

    /// Clients' connections are closed by the server, those to the other side are cut; the thread ends once
    /// nothing is left.
    void stop() {
        if (std::exchange(stopped, true)) return;
        server.stop();
        asio::post(context, [this] {
            work->stopping = true;
            work->batches->go();
            for (net::OutgoingSocket* const upstream : work->upstreams) upstream->cut();
        });
        thread.join();
    }
};

Relay::Relay(const RelayWanted& wanted) {
    raise_open_files_limit();
    impl_ = std::make_unique<Impl>(wanted);
}
Relay::~Relay() = default;

std::uint16_t Relay::port() const {
    return impl_->server.port();
}
std::string Relay::warning() const {
    return impl_->certificate.first().warning;
}
std::string Relay::pin() const {
    return impl_->certificate.pin();
}
net::CertificateNews Relay::look_for_certificate() {
    return impl_->certificate.look(impl_->server);
}
void Relay::stop() {
    impl_->stop();
}
RelayCounts Relay::counts() const {
    return impl_->work->counts;
}
std::uint64_t Relay::batches() const {
    return impl_->work->batches->gone();
}

}    // namespace vouch::client
