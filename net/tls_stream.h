#pragma once
// Connections as byte streams: with TLS, and on this machine without.

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "net/byte_stream.h"
#include "net/endpoint.h"
#include "net/trust.h"

namespace boost::asio::ssl {
class context;
}

namespace vouch::net {

using Tcp = asio::ip::tcp;

/// The server's side, for a socket just accepted. What it needs of `context` it keeps alive.
std::unique_ptr<ByteStream> make_server_stream(Tcp::socket socket, asio::ssl::context& context);

/// The server's side without TLS: handshake and shutdown say nothing to the client.
std::unique_ptr<ByteStream> make_plain_stream(Tcp::socket socket);

/// Why a certificate was not taken, where no pin was given.
enum class Fault { not_vouched_for, ended, wrong_name };

/// The client's side, for a socket just connected.
class ClientStream : public ByteStream {
public:
    /// After the handshake failed or ended: the pin of the certificate that was shown; empty if none was.
    virtual const std::string& seen_pin() const = 0;
    virtual Fault fault() const = 0;
};
std::unique_ptr<ClientStream> make_client_stream(Tcp::socket socket, const Trust& trust,
                                                 const Endpoint& endpoint);

}    // namespace vouch::net
