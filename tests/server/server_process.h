#pragma once
// The vouch-server program as a child process, to be stopped and killed.

#include "tests/server/test_server.h"

namespace vouch::testing {

class ServerProcess : public AnyServer {
public:
    ServerProcess() { start(); }
    ~ServerProcess() override;

    void start();
    /// Without warning, in the middle of whatever it does.
    void kill();
    /// With SIGTERM; its exit status.
    int stop();
    std::uint16_t port() override { return port_; }
    /// All that it said on starting, up to how a real vote gives it a name.
    const std::string& said() const { return said_; }
    std::string pin() override { return pin_; }

private:
    int process_ = 0;
    std::uint16_t port_ = 0;
    std::string pin_, said_;
};

/// Runs the program with these arguments until it ends; its exit status.
int exit_status(const std::vector<std::string>& arguments);

}    // namespace vouch::testing
