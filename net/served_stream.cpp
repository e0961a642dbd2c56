// The server's side of a TLS connection. OpenSSL reads and writes the socket itself, so that a connection
// which waits holds no buffer of its own: a hall of thousands waits most of the time.

#include <openssl/ssl.h>

#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <climits>
#include <string_view>
#include <vector>

#include "crypto/result.h"
#include "net/openssl.h"
#include "net/socket_stream.h"

namespace vouch::net {
namespace {

using Ssl = std::unique_ptr<SSL, Free<SSL_free>>;

constexpr std::size_t kRecordBytesMax = 16 << 10;    // of TLS

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

/// Why OpenSSL gave up, where it does not wait for the socket. As asio::ssl::stream says it.
error_code failure_of(int why) {
    if (why == SSL_ERROR_ZERO_RETURN) return asio::error::eof;
    const unsigned long error = ERR_get_error();
    if (why == SSL_ERROR_SYSCALL && error == 0)
        return errno == 0 ? error_code(asio::ssl::error::stream_truncated)
                          : error_code(errno, asio::error::get_system_category());
    if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
        return asio::ssl::error::stream_truncated;
    return error_code(static_cast<int>(error), asio::error::get_ssl_category());
}

class ServedStream : public SocketStream {
public:
    ServedStream(Tcp::socket socket, asio::ssl::context& context)
        : SocketStream(std::move(socket)), ssl_(SSL_new(context.native_handle())) {
        if (!ssl_) throw std::bad_alloc();
        error_code ignored;    // a matter of speed only
        socket_.set_option(Tcp::no_delay(true), ignored);
        socket_.native_non_blocking(true);
        SSL_set_accept_state(ssl_.get());
        SSL_set_mode(ssl_.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                     SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        if (SSL_set_fd(ssl_.get(), socket_.native_handle()) != 1) throw std::bad_alloc();
    }

    /// Fails, after the sentence above, where the client did not speak TLS but HTTP.
    void handshake(Done done) override {
        run([this] { return SSL_do_handshake(ssl_.get()); },
            [this, done = std::move(done)](error_code error, std::size_t) mutable {
                if (!spoke_plain_http(error)) return std::move(done)(error);
                asio::async_write(socket_, asio::buffer(kToPlainHttp),
                                  [this, error, done = std::move(done)](error_code, std::size_t) mutable {
                                      error_code ignored;    // the client is gone
                                      socket_.shutdown(Tcp::socket::shutdown_send, ignored);
                                      std::move(done)(error);
                                  });
            });
    }
    void read_some(asio::mutable_buffer to, Moved moved) override {
        VOUCH_CHECK(to.size() > 0);
        run([this, to] { return SSL_read(ssl_.get(), to.data(), length_of(to.size())); }, std::move(moved));
    }
    void write_some(const Gathered& from, Moved moved) override {
        auto record = std::make_unique<std::vector<char>>(first_record_of(from));
        VOUCH_CHECK(!record->empty());
        const auto* const bytes = record.get();
        run([this, bytes] { return SSL_write(ssl_.get(), bytes->data(), length_of(bytes->size())); },
            [record = std::move(record), moved = std::move(moved)](error_code error,
                                                                   std::size_t count) mutable {
                record.reset();
                std::move(moved)(error, count);
            });
    }
    void shutdown(Done done) override {
        const auto both_ways = [this] {
            const int sent = SSL_shutdown(ssl_.get());
            return sent == 0 ? SSL_shutdown(ssl_.get()) : sent;    // 0: the other side's has not come yet
        };
        run(both_ways,
            [done = std::move(done)](error_code error, std::size_t) mutable { std::move(done)(error); });
    }

private:
    static int length_of(std::size_t size) { return static_cast<int>(std::min<std::size_t>(size, INT_MAX)); }

    /// As much as one record holds, in one piece.
    static std::vector<char> first_record_of(const Gathered& buffers) {
        std::vector<char> out(std::min(asio::buffer_size(buffers), kRecordBytesMax));
        asio::buffer_copy(asio::buffer(out), buffers);
        return out;
    }

    /// Calls OpenSSL, again once the socket is ready, until it is done; finish(error, count) comes after this
    /// function has returned.
    template <class Call, class Finish>
    void run(Call call, Finish finish) {
        asio::post(executor(), [this, call = std::move(call), finish = std::move(finish)]() mutable {
            attempt(std::move(call), std::move(finish));
        });
    }
    template <class Call, class Finish>
    void attempt(Call call, Finish finish) {
        if (!socket_.is_open()) return finish(asio::error::operation_aborted, 0);
        ERR_clear_error();
        errno = 0;
        const int result = call();
        if (result > 0) return finish(error_code(), static_cast<std::size_t>(result));
        const int why = SSL_get_error(ssl_.get(), result);
        if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return finish(failure_of(why), 0);
        const auto ready = why == SSL_ERROR_WANT_READ ? Tcp::socket::wait_read : Tcp::socket::wait_write;
        socket_.async_wait(
            ready, [this, call = std::move(call), finish = std::move(finish)](error_code error) mutable {
                if (error) return finish(error, 0);
                attempt(std::move(call), std::move(finish));
            });
    }

    Ssl ssl_;
};

}    // namespace

std::unique_ptr<ByteStream> make_server_stream(Tcp::socket socket, asio::ssl::context& context) {
    return std::make_unique<ServedStream>(std::move(socket), context);
}

}    // namespace vouch::net
