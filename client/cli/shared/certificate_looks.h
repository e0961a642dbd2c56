#pragma once
// A program that listens for long looks for a renewed certificate meanwhile, and tells what it finds.

#include <chrono>
#include <functional>

#include "client/cli/commands.h"
#include "net/certificate_in_use.h"

namespace vouch::client {

class CertificateLooks {
public:
    /// `common` outlives it.
    CertificateLooks(const Common& common, std::function<net::CertificateNews()> look)
        : common_(common), look_(std::move(look)) {}
    /// Once a minute at most.
    void look_if_due();

private:
    const Common& common_;
    std::function<net::CertificateNews()> look_;
    std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
};

}    // namespace vouch::client
