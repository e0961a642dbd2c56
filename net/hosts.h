#pragma once
// Who is at the other end of a connection, as far as turns and shares go: a number that is drawn anew at each
// start of the program, and says nothing of the address.

#include <boost/asio/ip/address.hpp>
#include <cstdint>

#include "crypto/secret.h"

namespace vouch::net {

/// Of an IPv4 address, or of an IPv6 network of 64 bits: one host has many addresses there.
using Host = std::uint64_t;

class Hosts {
public:
    Hosts();
    Host of(const boost::asio::ip::address& address) const;

private:
    SecretBytes<16> key_;
};

}    // namespace vouch::net
