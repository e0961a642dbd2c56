#pragma once
// Where a server is: an https URL taken apart.

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/result.h"

namespace vouch::net {

inline constexpr std::size_t kUrlBytesMax = 2048;

struct Endpoint {
    std::string host;    // a name or an address in lower case, an IPv6 one without its brackets
    std::uint16_t port = 443;
    std::string path;    // "" or "/c/0123456789abcdef"; never ends in a slash

    /// "https://HOST[:PORT][/PATH]", nothing else: no user, no query, no fragment. Malformed otherwise.
    static Result<Endpoint> parse(std::string_view url);

    /// HOST or HOST:PORT as it stands in a URL; the port only where it is not 443.
    std::string authority() const;

    bool operator==(const Endpoint&) const = default;
};

/// Where a server listens: "ADDR:PORT", an IPv6 address in brackets; port 0 is any that is free.
struct ListenAt {
    std::string address;
    std::uint16_t port = 0;

    /// Malformed where it has another form. Whether the address is one shows when it is listened at.
    static Result<ListenAt> parse(std::string_view text);
};

}    // namespace vouch::net
