#include "net/tls_stream.h"

#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <string_view>

#include "net/openssl.h"

namespace vouch::net {
namespace {

namespace ssl = asio::ssl;

/// `Interface` is ByteStream or ClientStream.
template <class Interface>
class TlsStream : public Interface {
public:
    TlsStream(Tcp::socket socket, ssl::context& context, ssl::stream_base::handshake_type side)
        : stream_(std::move(socket), context), side_(side) {
        error_code ignored;    // a matter of speed only
        stream_.next_layer().set_option(Tcp::no_delay(true), ignored);
    }
    asio::any_io_executor executor() override { return stream_.get_executor(); }
    void handshake(ByteStream::Done done) override { stream_.async_handshake(side_, std::move(done)); }
    void read_some(asio::mutable_buffer to, ByteStream::Moved moved) override {
        stream_.async_read_some(asio::mutable_buffers_1(to), std::move(moved));
    }
    void write_some(const ByteStream::Gathered& from, ByteStream::Moved moved) override {
        stream_.async_write_some(from, std::move(moved));
    }
    void shutdown(ByteStream::Done done) override { stream_.async_shutdown(std::move(done)); }
    void cancel() override {
        error_code ignored;    // nothing was waiting
        stream_.next_layer().cancel(ignored);
    }
    void close() override {
        error_code ignored;    // it is gone either way
        stream_.next_layer().close(ignored);
    }

protected:
    ssl::stream<Tcp::socket> stream_;

private:
    ssl::stream_base::handshake_type side_;
};

/// What a browser gets that opens the address with http://, where OpenSSL has taken its request in. The
/// script goes to the same address with https://; whoever has none reads the sentence.
constexpr std::string_view kToPlainHttp =
    "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nCache-Control: no-store\r\n"
    "Content-Type: text/html; charset=utf-8\r\n\r\n"
    "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>https://</title>"
    "<p>Hãy mở địa chỉ bắt đầu bằng https://</p>"
    "<p lang=\"en\">Open the address that begins with https://</p>"
    "<script>location.protocol = \"https:\";</script></html>\n";

bool spoke_plain_http(error_code error) {
    return error.category() == asio::error::get_ssl_category() &&
           ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_HTTP_REQUEST;
}

class ServedStream : public TlsStream<ByteStream> {
public:
    ServedStream(Tcp::socket socket, ssl::context& context)
        : TlsStream(std::move(socket), context, ssl::stream_base::server) {}
    /// Fails, after the sentence above, where the client did not speak TLS but HTTP.
    void handshake(Done done) override {
        TlsStream::handshake([this, done = std::move(done)](error_code error) mutable {
            if (!spoke_plain_http(error)) return std::move(done)(error);
            asio::async_write(stream_.next_layer(), asio::buffer(kToPlainHttp),
                              [this, error, done = std::move(done)](error_code, std::size_t) mutable {
                                  error_code ignored;    // the client is gone
                                  stream_.next_layer().shutdown(Tcp::socket::shutdown_send, ignored);
                                  std::move(done)(error);
                              });
        });
    }
};

class TrustingStream : public TlsStream<ClientStream> {
public:
    TrustingStream(Tcp::socket socket, const Trust& trust, const Endpoint& endpoint)
        : TlsStream(std::move(socket), trust.context(), ssl::stream_base::client), trust_(trust) {
        error_code not_an_address;
        asio::ip::make_address(endpoint.host, not_an_address);
        if (not_an_address) SSL_set_tlsext_host_name(stream_.native_handle(), endpoint.host.c_str());
        stream_.set_verify_mode(ssl::verify_peer);
        stream_.set_verify_callback([this, host_check = ssl::host_name_verification(endpoint.host)](
                                        bool chain_holds, ssl::verify_context& shown) {
            const X509* const leaf = X509_STORE_CTX_get0_cert(shown.native_handle());
            if (leaf != nullptr) seen_pin_ = pin_of(leaf);
            // With a pin the key alone decides. TLS itself proves that the other side holds that key.
            return trust_.pin().empty() ? host_check(chain_holds, shown) : seen_pin_ == trust_.pin();
        });
    }
    const std::string& seen_pin() const override { return seen_pin_; }

private:
    Trust trust_;    // keeps the context
    std::string seen_pin_;
};

}    // namespace

std::unique_ptr<ByteStream> make_server_stream(Tcp::socket socket, ssl::context& context) {
    return std::make_unique<ServedStream>(std::move(socket), context);
}

std::unique_ptr<ClientStream> make_client_stream(Tcp::socket socket, const Trust& trust,
                                                 const Endpoint& endpoint) {
    return std::make_unique<TrustingStream>(std::move(socket), trust, endpoint);
}

}    // namespace vouch::net
