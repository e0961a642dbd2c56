#pragma once
// `vouch relay` as a process of its own, and what it leaves: its output and its folder.

#include <string>
#include <vector>

#include "client/cli/shared/relay_address.h"
#include "disk/files.h"
#include "tests/support/folder.h"

namespace vouch::testing {

class RelayProcess {
public:
    /// Passes on to that server.
    RelayProcess(const net::Endpoint& to, const std::string& pin, std::vector<std::string> more = {});
    ~RelayProcess();    // kills it
    RelayProcess(const RelayProcess&) = delete;
    RelayProcess& operator=(const RelayProcess&) = delete;

    net::Endpoint endpoint() const { return {"127.0.0.1", port_, ""}; }
    net::Trust trust() const { return *net::Trust::pinned(pin_); }
    client::RelayAddress address() const { return {endpoint(), trust()}; }
    /// As the manifest and --relay have it.
    std::string named() const { return "https://" + endpoint().authority() + " " + pin_; }

    int id() const { return process_; }
    /// As Ctrl-C does; the exit status.
    int interrupt();
    std::string said() const;                         // on both streams
    Path folder() const { return folder_.path(); }    // its own, with its output in it
    std::size_t open_files() const;                   // descriptors

private:
    TemporaryFolder folder_;
    int process_ = 0;
    std::uint16_t port_ = 0;
    std::string pin_;
};

}    // namespace vouch::testing
