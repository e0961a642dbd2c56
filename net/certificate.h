#pragma once
// Certificates: a self-signed one for a server that was given none, and the pin by which clients know it.

#include <string>
#include <string_view>
#include <vector>

#include "crypto/result.h"
#include "crypto/secret.h"

namespace vouch::net {

/// How long a self-signed certificate holds: telephones refuse one that holds longer, even where somebody
/// trusts it by hand. Clients that pin look at the key alone.
inline constexpr long kSelfSignedDays = 397;

struct SelfSigned {
    std::string certificate_pem;
    SecretBuffer key_pem;
};
/// A fresh ECDSA P-256 key and a certificate of its own for these host names and addresses (one at least).
SelfSigned make_self_signed(const std::vector<std::string>& hosts);
/// Another certificate for the same key, and so with the same pin. Malformed where that is no key in PEM.
Result<std::string> sign_again(const SecretBuffer& key_pem, const std::vector<std::string>& hosts);
/// Whether the certificate still holds in so many days, for all these hosts. Malformed where it is none.
Result<bool> holds_for(std::string_view certificate_pem, long days, const std::vector<std::string>& hosts);

/// Malformed where either is not in PEM; not fitting where the key is not the certificate's.
Status key_fits(std::string_view certificate_pem, const SecretBuffer& key_pem);
/// In how many days it ends, rounded down; below 0 once it has. Malformed where it is none, too early where
/// it does not hold yet.
Result<long> days_left(std::string_view certificate_pem);

/// The pin of a certificate: SHA-256 of its public key info (DER), 64 hex digits in lower case.
/// Malformed unless the text starts with a certificate in PEM.
Result<std::string> pin_of(std::string_view certificate_pem);

}    // namespace vouch::net
