// What the server's TLS offers, and what it does not: TLS 1.3 with its suites alone, and nothing by which two
// connections of one client could be joined.
#include <boost/asio/ssl.hpp>
#include <catch2/catch.hpp>

#include "tests/net/echo_server.h"

using namespace vouch;
using namespace vouch::net;
using testing::EchoServer;
namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using Tcp = boost::asio::ip::tcp;

namespace {

/// A client of OpenSSL's that offers all it can, but for what `limit` takes away.
class Client {
public:
    template <class Limit>
    Client(const EchoServer& server, Limit limit) {
        SSL_CTX_set_security_level(tls_.native_handle(), 0);
        SSL_CTX_set_session_cache_mode(tls_.native_handle(), SSL_SESS_CACHE_CLIENT);
        limit(tls_.native_handle());
        stream_.emplace(context_, tls_);
        stream_->lowest_layer().connect({asio::ip::make_address("127.0.0.1"), server.server.port()});
        stream_->handshake(ssl::stream_base::client, error_);
    }
    bool connected() const { return !error_; }
    SSL* raw() { return stream_->native_handle(); }
    /// Reads an answer, so that a ticket that was sent has come.
    void ask() {
        asio::write(*stream_, asio::buffer(std::string_view("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")));
        char buffer[4096];
        stream_->read_some(asio::buffer(buffer));
    }

private:
    asio::io_context context_;
    ssl::context tls_{ssl::context::tls_client};
    std::optional<ssl::stream<Tcp::socket>> stream_;
    boost::system::error_code error_;
};

constexpr auto kAnything = [](SSL_CTX*) {};

}    // namespace

TEST_CASE("no version of TLS before 1.3 is spoken") {
    EchoServer server;
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION}) {
        CAPTURE(version);
        CHECK_FALSE(
            Client(server, [&](SSL_CTX* tls) { SSL_CTX_set_max_proto_version(tls, version); }).connected());
    }
    Client now(server, kAnything);
    REQUIRE(now.connected());
    CHECK(SSL_version(now.raw()) == TLS1_3_VERSION);
}

TEST_CASE("the suites of TLS 1.3 are spoken, and one that is broken is not") {
    EchoServer server;
    for (const char* suite :
         {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"}) {
        CAPTURE(suite);
        Client client(server, [&](SSL_CTX* tls) { SSL_CTX_set_ciphersuites(tls, suite); });
        REQUIRE(client.connected());
        CHECK(SSL_get_cipher_name(client.raw()) == std::string(suite));
    }
    for (const char* suite :
         {"TLS_AES_128_CCM_8_SHA256", "TLS_AES_128_CCM_SHA256"}) {    // off unless asked for
        CAPTURE(suite);
        CHECK_FALSE(Client(server, [&](SSL_CTX* tls) { SSL_CTX_set_ciphersuites(tls, suite); }).connected());
    }
    CHECK_FALSE(Client(server, [](SSL_CTX* tls) {
                    SSL_CTX_set_max_proto_version(tls, TLS1_2_VERSION);
                    SSL_CTX_set_cipher_list(tls, "ALL:eNULL:@SECLEVEL=0");
                }).connected());
}

TEST_CASE("no ticket, no session to resume, no early data, no compression, no renegotiation") {
    EchoServer server;
    Client client(server, [](SSL_CTX* tls) { SSL_CTX_clear_options(tls, SSL_OP_NO_COMPRESSION); });
    REQUIRE(client.connected());
    client.ask();
    SSL_SESSION* const session = SSL_get0_session(client.raw());
    REQUIRE(session != nullptr);
    CHECK(SSL_SESSION_has_ticket(session) == 0);
    CHECK(SSL_SESSION_is_resumable(session) == 0);
    CHECK(SSL_SESSION_get_max_early_data(session) == 0);
    CHECK(SSL_get_current_compression(client.raw()) == nullptr);
    CHECK(SSL_renegotiate(client.raw()) == 0);    // TLS 1.3 has none; that it is 1.3 is seen above
    CHECK(SSL_session_reused(client.raw()) == 0);
}
