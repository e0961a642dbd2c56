#pragma once
// Which certificates a client accepts: those that the system's authorities vouch for under the host's name,
// or one pinned key.

#include <memory>
#include <string>
#include <string_view>

#include "crypto/result.h"

namespace boost::asio::ssl {
class context;
}

namespace vouch::net {

/// Cheap to copy, safe to share between threads. Never resumes a TLS session and takes no tickets.
class Trust {
public:
    /// Accepts certificates for the host's name from the system's authorities.
    static Trust system();
    /// Accepts the certificate with this pin (net/certificate.h) and no other, whatever else it says.
    /// Malformed unless 64 hex digits.
    static Result<Trust> pinned(std::string_view pin);

    const std::string& pin() const { return pin_; }    // empty where the system decides
    boost::asio::ssl::context& context() const { return *context_; }

private:
    explicit Trust(std::string pin);
    std::string pin_;
    std::shared_ptr<boost::asio::ssl::context> context_;
};

}    // namespace vouch::net
