#pragma once
// A whole server in one object: threads, conferences and the port. For main and for tests.

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "disk/folders.h"
#include "net/certificate_files.h"
#include "server/limits.h"
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
    Limits limits;
    std::vector<Restored> restored;         // logs whose signed state was lost
    std::span<const WebFile> web_client;    // empty: no pages are served
    std::vector<std::string> relays;        // HOST[:PORT] each: pages may connect to them
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
    const std::string& name() const { return name_; }
    std::string pin() const;    // of the certificate in use
    bool made_certificate() const { return certificate_files_.made(); }
    Service& service() { return *service_; }

    /// Answers requests under way, closes all connections, and ends every thread.
    void stop();

private:
    void look_for_certificate();
    void take_renewed_certificate();
    void warn_once(const std::string& warning);    // of the certificate

    disk::FolderLock lock_;
    std::string name_;
    net::CertificateFiles certificate_files_;
    const std::chrono::milliseconds certificate_every_;
    mutable std::mutex certificate_mutex_;    // guards the two that follow
    std::string certificate_pem_, pin_;
    bool stopped_ = false;
    // Once the instance is made these are used on the timer's strand alone.
    std::string certificate_warning_;
    bool ending_ = false;
    boost::asio::io_context network_;
    boost::asio::thread_pool sequencers_, verifiers_;
    boost::asio::steady_timer certificate_timer_;
    std::unique_ptr<Service> service_;
    std::unique_ptr<net::Server> server_;
    std::vector<std::thread> network_threads_;
};

}    // namespace vouch::server
