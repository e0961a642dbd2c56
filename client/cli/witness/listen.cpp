#include "client/cli/witness/listen.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "client/cli/shared/says.h"
#include "client/cli/shared/witness_statuses.h"
#include "net/certificate_files.h"
#include "net/server.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::client {
namespace {

namespace asio = boost::asio;
using net::HttpAnswer;

constexpr std::size_t kWitnessConnectionsMax = 512;    // connections at a time
constexpr std::size_t kAtWork = 4;                     // requests that wait for the disk, or for a look
constexpr const char* kPageType = "text/html; charset=utf-8";
constexpr const char* kTextType = "text/plain; charset=utf-8";

constexpr std::array<net::Header, 3> kPageHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors "
     "'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
}};

class WitnessHandler : public net::Handler {
public:
    explicit WitnessHandler(Following& following) : following_(following) {}
    ~WitnessHandler() override { workers_.join(); }

    asio::awaitable<HttpAnswer> get(std::string path) override {
        Work work = [this, path = std::move(path)] { return answer_to_get(path); };
        HttpAnswer answer = co_await by_worker(std::move(work));
        co_return answer;
    }
    std::size_t post_bytes_max(const std::string& path) const override {
        return path == kAddCheckpointPath ? kAddCheckpointBytesMax : 0;
    }
    asio::awaitable<HttpAnswer> post(std::string, Bytes body) override {
        Work work = [this, body = std::move(body)] {
            WitnessAnswer said = following_.add_checkpoint(text_of(body));
            return HttpAnswer(said.status, said.content_type, "no-store", copy(bytes_of(said.body)));
        };
        HttpAnswer answer = co_await by_worker(std::move(work));
        co_return answer;
    }
    bool has_socket(const std::string&) const override { return false; }
    asio::awaitable<void> serve(std::string, std::shared_ptr<net::WebSocket>) override { co_return; }
    void failed(std::string_view) noexcept override {}    // of one connection, whose peer sees it

private:
    using Work = std::function<HttpAnswer()>;

    HttpAnswer answer_to_get(const std::string& path) const {
        if (path == "/") {
            HttpAnswer page(kOk, kPageType, "no-store", copy(bytes_of(status_page(following_.view()))));
            page.headers = kPageHeaders;
            return page;
        }
        const auto note = following_.last_cosigned(path);
        if (!note) return {};
        return HttpAnswer(kOk, kTextType, "no-cache", copy(bytes_of(*note)));
    }

    /// Network threads never wait: the answer is made by a worker, and comes back on the connection's own
    /// executor.
    asio::awaitable<HttpAnswer> by_worker(Work work) {
        return asio::async_initiate<const asio::use_awaitable_t<>, void(HttpAnswer)>(
            [this](auto handler, Work to_do) {
                const auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
                asio::post(workers_, [waiting, to_do = std::move(to_do)] {
                    HttpAnswer answer(kUnavailable, "", "no-store", Bytes());
                    try {
                        answer = to_do();
                    } catch (const std::exception&) {
                        // The answer says that it cannot be had now; a look of the witness's own says why.
                    }
                    asio::post(asio::get_associated_executor(*waiting),
                               [waiting, held = std::move(answer)]() mutable {
                                   std::move (*waiting)(std::move(held));
                               });
                });
            },
            asio::use_awaitable, std::move(work));
    }

    Following& following_;
    asio::thread_pool workers_{kAtWork};
};

}    // namespace

struct WitnessServer::Impl {
    WitnessHandler handler;
    net::CertificateInUse certificate;
    asio::io_context context;
    net::Server server;
    std::thread thread;

    Impl(const ListenWanted& wanted, Following& following)
        : handler(following),
          certificate({wanted.home, wanted.certificate, wanted.key, ""}),
          server(context, {asio::ip::make_address(wanted.at.address), wanted.at.port},
                 certificate.first().pem, certificate.first().key_pem, handler, {},
                 std::min(kWitnessConnectionsMax, net::Server::slots_for_files())) {
        thread = std::thread([this] { net::run(context, handler); });
    }
    ~Impl() {
        server.stop();
        thread.join();
    }
};

WitnessServer::WitnessServer(const ListenWanted& wanted, Following& following)
    : impl_(std::make_unique<Impl>(wanted, following)) {}
WitnessServer::~WitnessServer() = default;

std::uint16_t WitnessServer::port() const {
    return impl_->server.port();
}
std::string WitnessServer::warning() const {
    return impl_->certificate.first().warning;
}
std::string WitnessServer::pin() const {
    return impl_->certificate.pin();
}
net::CertificateNews WitnessServer::look_for_certificate() {
    return impl_->certificate.look(impl_->server);
}

}    // namespace vouch::client
