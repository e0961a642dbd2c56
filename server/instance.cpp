#include "server/instance.h"

#include <spdlog/spdlog.h>

#include <boost/asio/ip/address.hpp>

#include "net/endpoint.h"
#include "net/strand.h"
#include "server/answer.h"

namespace vouch::server {
namespace {

constexpr std::size_t kNetworkThreads = 2;
constexpr std::size_t kSequencerThreads = 4;    // they wait for the disk

std::size_t verifier_count() {
    return std::max(1u, std::thread::hardware_concurrency());
}

/// The data folder, made where it is missing, closed to others, and locked.
disk::FolderLock locked(const std::filesystem::path& folder) {
    disk::make_private_folder(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    auto lock = disk::FolderLock::if_free(folder);
    if (!lock) throw StorageError("another vouch-server runs in " + folder.string());
    return *std::move(lock);
}

/// HOST[:PORT] taken apart.
net::Endpoint named(const std::string& name) {
    const auto endpoint = net::Endpoint::parse("https://" + name);
    if (!endpoint || !endpoint->path.empty() || name.ends_with('/'))
        throw std::invalid_argument("--name " + name + ": not of the form HOST[:PORT]");
    return *endpoint;
}

/// The data folder, in which what the operator says of restored logs is noted then.
const std::filesystem::path& with_restored(const Settings& settings) {
    take_as_signed(settings.data, settings.restored);
    return settings.data;
}

void say(const net::CertificateNews& news) {
    if (!news.unusable.empty()) spdlog::warn("{}; the certificate in use stays", news.unusable);
    if (!news.warning.empty()) spdlog::warn("{}", news.warning);
    if (news.renewed)
        spdlog::info("a renewed certificate is in use from now on; its pin is {}", *news.renewed);
}

}    // namespace

Instance::Instance(const Settings& settings)
    : data_(settings.data),
      lock_(locked(settings.data)),
      name_(settings.name.empty() ? settings.name : named(settings.name).authority()),
      certificate_(
          {settings.data, settings.certificate, settings.key, name_.empty() ? "" : named(name_).host}),
      certificate_every_(settings.certificate_every),
      refusals_every_(settings.refusals_every),
      sequencers_(kSequencerThreads),
      verifiers_(verifier_count()),
      certificate_timer_(net::strand_on(sequencers_.get_executor())),
      refusals_timer_(certificate_timer_.get_executor()),
      service_(std::make_unique<Service>(
          with_restored(settings),
          Executors{sequencers_.get_executor(), verifiers_.get_executor(), verifier_count()}, settings.limits,
          WebClient(settings.web_client, settings.relays))) {
    const net::ListenerCertificate& certificate = certificate_.first();
    if (!certificate.warning.empty()) spdlog::warn("{}", certificate.warning);
    const boost::asio::ip::tcp::endpoint at(boost::asio::ip::make_address(settings.listen_address),
                                            settings.listen_port);
    server_ = std::make_unique<net::Server>(network_, at, certificate.pem, certificate.key_pem, *service_);
    std::vector<std::string> local_names;
    for (const char* host : net::kThisMachine)
        local_names.push_back(net::Endpoint{host, server_->port(), ""}.authority());
    if (name_.empty()) name_ = local_names.front();
    service_->set_names(name_, std::move(local_names));
    service_->set_program(settings.program);
    if (settings.metrics) show_metrics(*settings.metrics);
    for (std::size_t i = 0; i < kNetworkThreads; ++i)
        network_threads_.emplace_back([this] { net::run(network_, *service_); });
    look_for_certificate();
    say_refusals();
}

void Instance::show_metrics(const net::ListenAt& at) {
    metrics_page_ = std::make_unique<MetricsPage>(service_->metrics(), [this] { return look(); });
    metrics_server_ = std::make_unique<net::Server>(
        network_, boost::asio::ip::tcp::endpoint(boost::asio::ip::make_address(at.address), at.port),
        *metrics_page_, net::Patience(), kMetricsConnectionsMax);
}

Metrics::Now Instance::look() const {
    Metrics::Now now;
    service_->describe(now);
    now.connections = server_->connections();
    now.connection_slots = net::Server::slots_for_files();
    std::error_code unknown;    // 0 then, which is worth a look
    const auto space = std::filesystem::space(data_, unknown);
    if (!unknown) now.free_bytes = space.available;
    now.certificate_days = certificate_.days_left();
    return now;
}

void Instance::say_refusals() {
    refusals_timer_.expires_after(refusals_every_);
    wait_within_edge(refusals_timer_, "saying what was refused", [this](bool expired) {
        if (!expired || ending_) return;
        within_edge("what was refused", [this] { service_->say_refusals(); });
        say_refusals();
    });
}

void Instance::look_for_certificate() {
    certificate_timer_.expires_after(certificate_every_);
    wait_within_edge(certificate_timer_, "looking for a renewed certificate", [this](bool expired) {
        if (!expired || ending_) return;
        within_edge("a renewed certificate", [this] { say(certificate_.look(*server_)); });
        look_for_certificate();
    });
}

Instance::~Instance() {
    stop();
}

std::uint16_t Instance::port() const {
    return server_->port();
}

std::uint16_t Instance::metrics_port() const {
    return metrics_server_ ? metrics_server_->port() : 0;
}

void Instance::stop() {
    // First the network, so that what was asked is still answered; then the queues; then the threads.
    for (net::Server* const server : {server_.get(), metrics_server_.get()})
        if (server != nullptr) server->stop();
    for (std::thread& thread : network_threads_)
        if (thread.joinable()) thread.join();
    if (std::exchange(stopped_, true)) return;
    post_within_edge(certificate_timer_.get_executor(), "no more timers", [this] {
        ending_ = true;
        certificate_timer_.cancel();
        refusals_timer_.cancel();
    });
    if (service_) service_->stop();
    verifiers_.join();
    sequencers_.join();
}

}    // namespace vouch::server
