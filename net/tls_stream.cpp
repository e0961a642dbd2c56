#include "net/tls_stream.h"

#include <boost/asio/ssl.hpp>

#include "net/openssl.h"

namespace vouch::net {
namespace {

namespace ssl = asio::ssl;

class TrustingStream : public ClientStream {
public:
    TrustingStream(Tcp::socket socket, const Trust& trust, const Endpoint& endpoint)
        : trust_(trust), stream_(std::move(socket), trust_.context()) {
        error_code ignored;    // a matter of speed only
        stream_.next_layer().set_option(Tcp::no_delay(true), ignored);
        error_code not_an_address;
        asio::ip::make_address(endpoint.host, not_an_address);
        if (not_an_address) SSL_set_tlsext_host_name(stream_.native_handle(), endpoint.host.c_str());
        stream_.set_verify_mode(ssl::verify_peer);
        stream_.set_verify_callback([this, host_check = ssl::host_name_verification(endpoint.host)](
                                        bool chain_holds, ssl::verify_context& shown) {
            const X509* const leaf = X509_STORE_CTX_get0_cert(shown.native_handle());
            if (leaf != nullptr) seen_pin_ = pin_of(leaf);
            // With a pin the key alone decides. TLS itself proves that the other side holds that key.
            if (!trust_.pin().empty()) return seen_pin_ == trust_.pin();
            const bool holds = host_check(chain_holds, shown);
            if (!holds) fault_ = chain_holds ? Fault::wrong_name : fault_of(shown);
            return holds;
        });
    }
    const std::string& seen_pin() const override { return seen_pin_; }
    Fault fault() const override { return fault_; }

    asio::any_io_executor executor() override { return stream_.get_executor(); }
    void handshake(Done done) override { stream_.async_handshake(ssl::stream_base::client, std::move(done)); }
    void read_some(asio::mutable_buffer to, Moved moved) override {
        stream_.async_read_some(asio::mutable_buffers_1(to), std::move(moved));
    }
    void write_some(const Gathered& from, Moved moved) override {
        stream_.async_write_some(from, std::move(moved));
    }
    void shutdown(Done done) override { stream_.async_shutdown(std::move(done)); }
    void cancel() override {
        error_code ignored;    // nothing was waiting
        stream_.next_layer().cancel(ignored);
    }
    void close() override {
        error_code ignored;    // it is gone either way
        stream_.next_layer().close(ignored);
    }

private:
    static Fault fault_of(ssl::verify_context& shown) {
        const int error = X509_STORE_CTX_get_error(shown.native_handle());
        const bool dates = error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID;
        return dates ? Fault::ended : Fault::not_vouched_for;
    }

    Trust trust_;    // keeps the context
    ssl::stream<Tcp::socket> stream_;
    std::string seen_pin_;
    Fault fault_ = Fault::not_vouched_for;
};

}    // namespace

std::unique_ptr<ClientStream> make_client_stream(Tcp::socket socket, const Trust& trust,
                                                 const Endpoint& endpoint) {
    return std::make_unique<TrustingStream>(std::move(socket), trust, endpoint);
}

}    // namespace vouch::net
