#pragma once
// Certificates: a self-signed one for a server that was given none, and the pin by which clients know it.

#include <string>
#include <string_view>
#include <vector>

#include "crypto/result.h"
#include "crypto/secret.h"

namespace vouch::net {

/// How long a self-signed certificate says that it holds. Clients that pin look at the key alone.
inline constexpr long kSelfSignedDays = 3650;

struct SelfSigned {
    std::string certificate_pem;
    SecretBuffer key_pem;
};
/// A fresh ECDSA P-256 key and a certificate of its own for these host names and addresses (one at least).
SelfSigned make_self_signed(const std::vector<std::string>& hosts);

/// The pin of a certificate: SHA-256 of its public key info (DER), 64 hex digits in lower case.
/// Malformed unless the text starts with a certificate in PEM.
Result<std::string> pin_of(std::string_view certificate_pem);

}    // namespace vouch::net
