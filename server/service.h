#pragma once
// What the server serves: which conferences there are, and who answers at which path. docs/architecture.md,
// "Transport".
//
//   wss /session                            a conference is created
//   wss /c/ID/session, /c/ID/cast           proto/service.proto
//   GET /c/ID/log/checkpoint, /c/ID/log/tile/...
//   GET /c/ID/documents/SHA256, /c/ID/named-roll, /c/ID/results.json
//   GET /, /organizer, /c/ID, /c/ID/page    the web client

#include <map>

#include "net/budget.h"
#include "net/server.h"
#include "server/conference.h"
#include "server/organizers.h"
#include "server/web_client.h"

namespace vouch::server {

class Service : public net::Handler {
public:
    /// Opens the conferences in `data`; one that cannot be opened is logged, and refused with the reason.
    Service(const std::filesystem::path& data, Executors executors, const Limits& limits = {},
            WebClient web_client = WebClient());
    /// Under which conferences made from now on are known, and what else a client on this machine may call
    /// this server. HOST or HOST:PORT, as Endpoint::authority() spells it. Before anything is served.
    void set_names(std::string name, std::vector<std::string> local_names);

    /// What it says of itself on greeting. Before anything is served.
    void set_program(std::string program) { program_ = std::move(program); }

    boost::asio::awaitable<net::HttpAnswer> get(std::string path) override;
    bool has_socket(const std::string& path) const override;
    boost::asio::awaitable<void> serve(std::string path, std::shared_ptr<net::WebSocket> socket) override;
    void failed(std::string_view what) noexcept override;

    // For sessions, from any thread.
    const std::string& public_name() const { return name_; }
    const std::string& program() const { return program_; }
    Result<std::shared_ptr<Conference>> conference(const std::string& id) const;
    /// A new conference; its ID.
    Result<std::string> create();
    std::vector<Bytes32> organizers() { return organizers_.keys(); }
    /// Not fitting where `address` is not one of this server's names with `path` behind it: what was signed
    /// was meant for another.
    Status check_address(std::string_view address, std::string_view path) const;
    const Limits& limits() const { return limits_; }
    net::Budget& incoming_files() { return incoming_files_; }
    Metrics& metrics() { return *executors_.metrics; }
    /// Fills in what this knows of it.
    void describe(Metrics::Now& now) const;
    /// Logs how often something was refused since it was last said, by reason; nothing where nothing was.
    void say_refusals();

    /// Blocks until every conference has answered what it had taken in.
    void stop();

private:
    void open(const std::string& id);

    const std::filesystem::path data_;
    std::string name_ = "localhost";
    std::vector<std::string> local_names_;
    std::string program_ = "vouch-server";
    const Executors executors_;
    const Limits limits_;
    const WebClient web_client_;
    Organizers organizers_;
    net::Budget incoming_files_{kIncomingFilesBytesMax, 2};
    mutable std::mutex mutex_;    // guards what follows
    std::map<std::string, std::shared_ptr<Conference>> conferences_;
    std::map<std::string, std::string> out_of_service_;    // and why
    std::map<Reason, std::uint64_t> refusals_said_;
};

}    // namespace vouch::server
