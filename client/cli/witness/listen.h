#pragma once
// A witness's address: whoever wants a cosignature asks there, monitors and people look there. TLS, as the
// tally server has it.

#include <memory>

#include "client/cli/witness/following.h"
#include "net/certificate_in_use.h"
#include "net/endpoint.h"

namespace vouch::client {

struct ListenWanted {
    net::ListenAt at;
    Path certificate, key;    // PEM; both empty: one of its own, kept in `home`
    Path home;
};

class WitnessServer {
public:
    /// Listens when this returns. `following` outlives it. Throws StorageError, and std::exception where the
    /// address is taken or the certificate is no good.
    WitnessServer(const ListenWanted& wanted, Following& following);
    ~WitnessServer();    // answers what is under way

    std::uint16_t port() const;
    /// What is to be told of the certificate at the start; or nothing.
    std::string warning() const;
    std::string pin() const;    // of the certificate in use
    net::CertificateNews look_for_certificate();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}    // namespace vouch::client
