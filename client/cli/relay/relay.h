#pragma once
// A relay: passes sealed ballots on to a server, so that the server sees the relay's address and no
// participant's. It keeps nothing about clients and writes no log. docs/relay-guide.md.

#include <memory>

#include "client/cli/relay/counts.h"
#include "disk/files.h"
#include "net/certificate_in_use.h"
#include "net/endpoint.h"
#include "net/trust.h"

namespace vouch::client {

struct RelayWanted {
    net::ListenAt at;
    net::Endpoint to;         // the server; its path is empty
    net::Trust trust;         // what is accepted as that server
    Path certificate, key;    // PEM; both empty: one of its own, kept in `home`
    Path home;
};

class Relay {
public:
    /// Listens when this returns. Throws StorageError, and std::exception where the address is taken or the
    /// certificate is no good.
    explicit Relay(const RelayWanted& wanted);
    ~Relay();    // stop()

    std::uint16_t port() const;
    /// What is to be told of the certificate at the start; or nothing.
    std::string warning() const;
    std::string pin() const;    // of the certificate in use
    net::CertificateNews look_for_certificate();

    /// Closes all connections. What is under way has no answer, and its client casts again.
    void stop();
    /// What was done; after stop().
    RelayCounts counts() const;
    std::uint64_t batches() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}    // namespace vouch::client
