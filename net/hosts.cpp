#include "net/hosts.h"

#include <sodium.h>

#include <algorithm>

#include "crypto/random.h"

namespace vouch::net {
namespace {

using Network = std::array<std::uint8_t, 8>;

Network network_of(const boost::asio::ip::address& address) {
    Network out{};
    if (address.is_v4()) {
        std::ranges::copy(address.to_v4().to_bytes(), out.begin());
        return out;
    }
    const auto v6 = address.to_v6();
    if (v6.is_v4_mapped())
        return network_of(boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6));
    std::copy_n(v6.to_bytes().begin(), out.size(), out.begin());
    return out;
}

}    // namespace

Hosts::Hosts() {
    static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(Host));
    system_rng().fill(key_.mutable_view());
}

Host Hosts::of(const boost::asio::ip::address& address) const {
    const Network network = network_of(address);
    Host out = 0;
    crypto_shorthash(reinterpret_cast<std::uint8_t*>(&out), network.data(), network.size(),
                     key_.view().data());
    return out;
}

}    // namespace vouch::net
