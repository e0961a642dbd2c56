#pragma once
// A whole server in one object: threads, conferences and the port. For main and for tests.

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "disk/folders.h"
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
    Limits limits;
    std::vector<Restored> restored;         // logs whose signed state was lost
    std::span<const WebFile> web_client;    // empty: no pages are served
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
    const std::string& pin() const { return pin_; }
    bool made_certificate() const { return made_certificate_; }
    Service& service() { return *service_; }

    /// Answers requests under way, closes all connections, and ends every thread.
    void stop();

private:
    void load_certificate(const Settings& settings);
    std::vector<std::string> hosts() const;    // that the server's own certificate names
    void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key);
    void renew_certificate(const std::filesystem::path& certificate);
    void check_certificate(const Settings& settings) const;

    disk::FolderLock lock_;
    std::string name_, pin_, certificate_pem_;
    SecretBuffer key_pem_;
    bool made_certificate_ = false, stopped_ = false;
    boost::asio::io_context network_;
    boost::asio::thread_pool sequencers_, verifiers_;
    std::unique_ptr<Service> service_;
    std::unique_ptr<net::Server> server_;
    std::vector<std::thread> network_threads_;
};

}    // namespace vouch::server
