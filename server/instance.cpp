#include "server/instance.h"

#include <boost/asio/ip/address.hpp>

#include "net/certificate.h"

namespace vouch::server {
namespace {

constexpr std::size_t kNetworkThreads = 2;
constexpr std::size_t kSequencerThreads = 4;    // they wait for the disk
constexpr std::size_t kPemBytesMax = 1 << 20;

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

Bytes required_file(const std::filesystem::path& file) {
    auto content = disk::read_file_if_there(file, kPemBytesMax);
    if (!content) throw StorageError("there is no " + file.string());
    return *std::move(content);
}

/// The host in HOST[:PORT].
std::string host_of(const std::string& name) {
    return name.substr(0, name.find(':'));
}

}    // namespace

Instance::Instance(const Settings& settings)
    : lock_(locked(settings.data)),
      name_(settings.name),
      sequencers_(kSequencerThreads),
      verifiers_(verifier_count()),
      service_(std::make_unique<Service>(
          settings.data, Executors{sequencers_.get_executor(), verifiers_.get_executor(), verifier_count()},
          settings.limits, WebClient(settings.web_client))) {
    load_certificate(settings);
    const boost::asio::ip::tcp::endpoint at(boost::asio::ip::make_address(settings.listen_address),
                                            settings.listen_port);
    server_ = std::make_unique<net::Server>(network_, at, certificate_pem_, key_pem_, *service_);
    if (name_.empty()) name_ = "localhost:" + std::to_string(server_->port());
    service_->set_name(name_);
    for (std::size_t i = 0; i < kNetworkThreads; ++i)
        network_threads_.emplace_back([this] { network_.run(); });
}

void Instance::load_certificate(const Settings& settings) {
    std::filesystem::path certificate = settings.certificate, key = settings.key;
    if (certificate.empty()) {
        certificate = settings.data / "certificate.pem";
        key = settings.data / "certificate-key.pem";
        made_certificate_ = !std::filesystem::exists(certificate);
    }
    if (made_certificate_) {
        std::vector<std::string> hosts = {"localhost", "127.0.0.1", "::1"};
        if (const std::string host = host_of(name_); !host.empty() && host != "localhost")
            hosts.push_back(host);
        const net::SelfSigned own = net::make_self_signed(hosts);
        // The key first: a certificate without its key would be kept.
        disk::write_file(key, own.key_pem.view(), disk::Access::owner);
        disk::write_file(certificate, own.certificate_pem);
    }
    certificate_pem_ = text_of(required_file(certificate));
    Bytes key_pem = required_file(key);
    key_pem_ = SecretBuffer(key_pem);
    wipe(key_pem);
    const auto pin = net::pin_of(certificate_pem_);
    if (!pin) throw StorageError(certificate.string() + ": " + pin.rejection().detail);
    pin_ = *pin;
}

Instance::~Instance() {
    stop();
}

std::uint16_t Instance::port() const {
    return server_->port();
}

void Instance::stop() {
    // First the network, so that what was asked is still answered; then the queues; then the threads.
    if (server_) server_->stop();
    for (std::thread& thread : network_threads_)
        if (thread.joinable()) thread.join();
    if (std::exchange(stopped_, true)) return;
    if (service_) service_->stop();
    verifiers_.join();
    sequencers_.join();
}

}    // namespace vouch::server
