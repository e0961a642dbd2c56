#pragma once
// A whole server in one object: threads, conferences and the port. For main and for tests.

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "disk/folders.h"
#include "net/certificate_in_use.h"
#include "net/endpoint.h"
#include "server/limits.h"
#include "server/metrics_page.h"
#include "server/restored.h"
#include "server/service.h"

namespace vouch::server {

struct Settings {
    std::filesystem::path data;
    std::string name;    // HOST[:PORT]; empty: localhost with the port
    std::string listen_address = "0.0.0.0";
    std::uint16_t listen_port = 8443;          // 0: any
    std::filesystem::path certificate, key;    // PEM; both empty: a self-signed one, kept in `data`
    std::chrono::milliseconds certificate_every = std::chrono::minutes(1);    // is looked for a renewed one
    std::chrono::milliseconds refusals_every = std::chrono::minutes(1);    // are logged where there are more
    std::optional<net::ListenAt> metrics;    // where operators' programs ask, without TLS
    Limits limits;
    std::vector<Restored> restored;          // logs whose signed state was lost
    std::span<const WebFile> web_client;     // empty: no pages are served
    std::vector<std::string> relays;         // HOST[:PORT] each: pages may connect to them
    std::string program = "vouch-server";    // what it says of itself on greeting
};

class Instance {
public:
    /// Listens when this returns. Throws where the folder is another server's, the log does not hold up, the
    /// port is taken or the certificate is no good.
    explicit Instance(const Settings& settings);
    ~Instance();    // stop()
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    std::uint16_t port() const;
    std::uint16_t metrics_port() const;    // 0 where nobody is to ask for them
    const std::string& name() const { return name_; }
    std::string pin() const { return certificate_.pin(); }
    bool made_certificate() const { return certificate_.made(); }
    Service& service() { return *service_; }

    /// Answers requests under way, closes all connections, and ends every thread.
    void stop();

private:
    void look_for_certificate();
    void say_refusals();
    void show_metrics(const net::ListenAt& at);
    Metrics::Now look() const;

    const std::filesystem::path data_;
    disk::FolderLock lock_;
    std::string name_;
    net::CertificateInUse certificate_;
    const std::chrono::milliseconds certificate_every_, refusals_every_;
    bool stopped_ = false;
    bool ending_ = false;    // used on the timers' strand alone
    boost::asio::io_context network_;
    boost::asio::thread_pool sequencers_, verifiers_;
    boost::asio::steady_timer certificate_timer_, refusals_timer_;    // on one strand
    std::unique_ptr<Service> service_;
    std::unique_ptr<MetricsPage> metrics_page_;
    std::unique_ptr<net::Server> server_, metrics_server_;
    std::vector<std::thread> network_threads_;
};

}    // namespace vouch::server
