#include "server/instance.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>

#include "net/certificate.h"
#include "net/endpoint.h"

namespace vouch::server {
namespace {

constexpr std::size_t kNetworkThreads = 2;
constexpr std::size_t kSequencerThreads = 4;    // they wait for the disk
constexpr std::size_t kPemBytesMax = 1 << 20;
constexpr long kRenewDaysBefore = 60;
constexpr long kWarnDaysBefore = 14;
/// What this machine calls itself, and nobody else's answers to.
constexpr std::array kThisMachine{"localhost", "127.0.0.1", "::1"};

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

}    // namespace

Instance::Instance(const Settings& settings)
    : lock_(locked(settings.data)),
      name_(settings.name.empty() ? settings.name : named(settings.name).authority()),
      sequencers_(kSequencerThreads),
      verifiers_(verifier_count()),
      service_(std::make_unique<Service>(
          with_restored(settings),
          Executors{sequencers_.get_executor(), verifiers_.get_executor(), verifier_count()}, settings.limits,
          WebClient(settings.web_client))) {
    load_certificate(settings);
    const boost::asio::ip::tcp::endpoint at(boost::asio::ip::make_address(settings.listen_address),
                                            settings.listen_port);
    server_ = std::make_unique<net::Server>(network_, at, certificate_pem_, key_pem_, *service_);
    std::vector<std::string> local_names;
    for (const char* host : kThisMachine)
        local_names.push_back(net::Endpoint{host, server_->port(), ""}.authority());
    if (name_.empty()) name_ = local_names.front();
    service_->set_names(name_, std::move(local_names));
    for (std::size_t i = 0; i < kNetworkThreads; ++i)
        network_threads_.emplace_back([this] { net::run(network_, *service_); });
}

void Instance::load_certificate(const Settings& settings) {
    std::filesystem::path certificate = settings.certificate, key = settings.key;
    const bool own = certificate.empty();
    if (own) {
        certificate = settings.data / "certificate.pem";
        key = settings.data / "certificate-key.pem";
        if (!std::filesystem::exists(certificate)) make_certificate(certificate, key);
    }
    Bytes key_pem = required_file(key);
    key_pem_ = SecretBuffer(key_pem);
    wipe(key_pem);
    if (own) renew_certificate(certificate);
    certificate_pem_ = text_of(required_file(certificate));
    if (!own) check_certificate(settings);
    const auto pin = net::pin_of(certificate_pem_);
    if (!pin) throw StorageError(certificate.string() + ": " + pin.rejection().detail);
    pin_ = *pin;
}

/// Of one that was given: what no client would take is said now, and not by the first telephone in the hall.
void Instance::check_certificate(const Settings& settings) const {
    const std::string file = settings.certificate.string();
    if (const Status fits = net::key_fits(certificate_pem_, key_pem_); !fits)
        throw StorageError(
            fmt::format("{} and {}: {}", file, settings.key.string(), fits.rejection().detail));
    const auto days = net::days_left(certificate_pem_);
    if (!days) throw StorageError(file + ": " + days.rejection().detail);
    if (*days < 0)
        throw StorageError(file + ": the certificate has ended; renew it, and start the server again");
    if (*days < kWarnDaysBefore)
        spdlog::warn("{}: the certificate ends in {} days; renew it, and start the server again", file,
                     *days);
    if (name_.empty()) return;
    if (const std::string host = named(name_).host; !*net::holds_for(certificate_pem_, 0, {host}))
        spdlog::warn("{}: the certificate is not for {}, the name by which phones reach this server", file,
                     host);
}

std::vector<std::string> Instance::hosts() const {
    std::vector<std::string> out(kThisMachine.begin(), kThisMachine.end());
    if (name_.empty()) return out;
    if (std::string host = named(name_).host; std::ranges::find(out, host) == out.end())
        out.push_back(std::move(host));
    return out;
}

void Instance::make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key) {
    const net::SelfSigned made = net::make_self_signed(hosts());
    // The key first: a certificate without its key would be kept.
    disk::write_file(key, made.key_pem.view(), disk::Access::owner);
    disk::write_file(certificate, made.certificate_pem);
    made_certificate_ = true;
}

/// The server's own certificate is made anew before it ends, and where the server has another name; its key,
/// and so its pin, stay.
void Instance::renew_certificate(const std::filesystem::path& certificate) {
    const auto holds = net::holds_for(text_of(required_file(certificate)), kRenewDaysBefore, hosts());
    if (holds && *holds) return;
    const auto renewed = net::sign_again(key_pem_, hosts());
    if (!renewed) throw StorageError(certificate.string() + ": " + renewed.rejection().detail);
    disk::write_file(certificate, *renewed);
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
