#pragma once
// The vouch-server program as a child process, to be stopped and killed.

#include <functional>

#include "tests/server/test_server.h"

namespace vouch::testing {

class ServerProcess : public AnyServer {
public:
    /// What is added to this process's own environment, "NAME=VALUE" each, for that data folder.
    using Environment = std::function<std::vector<std::string>(const std::filesystem::path& data)>;

    ServerProcess()
        : ServerProcess([](const std::filesystem::path&) { return std::vector<std::string>(); }) {}
    explicit ServerProcess(Environment environment) : environment_(std::move(environment)) { start(); }
    ~ServerProcess() override;

    void start();
    /// Without warning, in the middle of whatever it does.
    void kill();
    /// With SIGTERM; its exit status.
    int stop();
    /// Whether it has ended by itself, or by somebody else's doing; then it can be started again.
    bool ended();
    int id() const { return process_; }
    /// All that it has written to its log, over all its starts. The file stands beside the data folder.
    std::string log() const;
    std::filesystem::path log_file() const { return data().parent_path() / "server.log"; }
    std::uint16_t port() override { return port_; }
    /// All that it said on starting, up to how a real vote gives it a name.
    const std::string& said() const { return said_; }
    std::string pin() override { return pin_; }

private:
    const Environment environment_;
    int process_ = 0;
    std::uint16_t port_ = 0;
    std::string pin_, said_;
};

/// Runs the program with these arguments until it ends; its exit status.
int exit_status(const std::vector<std::string>& arguments);

}    // namespace vouch::testing
