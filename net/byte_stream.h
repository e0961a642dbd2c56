#pragma once
// A TLS connection as Beast sees it: it reads and writes bytes. Beast over ssl::stream itself takes a minute
// to compile; over this it takes seconds, and TLS is compiled once, in tls_stream.cpp.

#include <array>
#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

namespace vouch::net {

namespace asio = boost::asio;
using boost::system::error_code;

/// One connection. Used on its own executor only; at most one read, one write and no shutdown at a time, or
/// one shutdown alone. Whoever owns it keeps it until every operation has ended.
class ByteStream {
public:
    using Done = asio::any_completion_handler<void(error_code)>;
    using Moved = asio::any_completion_handler<void(error_code, std::size_t)>;
    using Gathered = std::array<asio::const_buffer, 16>;

    virtual ~ByteStream() = default;
    virtual asio::any_io_executor executor() = 0;
    virtual void handshake(Done done) = 0;
    virtual void read_some(asio::mutable_buffer to, Moved moved) = 0;
    /// Takes several buffers, so that a header and its body go into one TLS record.
    virtual void write_some(const Gathered& from, Moved moved) = 0;
    /// Sends close_notify and waits for the other side's.
    virtual void shutdown(Done done) = 0;
    /// Ends the operations that wait, but not the connection: what was received so far can still be read.
    virtual void cancel() = 0;
    /// Cuts the connection; everything that is waiting ends with an error.
    virtual void close() = 0;
};

/// The AsyncStream that Beast asks for. It does not own the connection.
class StreamHandle {
public:
    using executor_type = asio::any_io_executor;
    explicit StreamHandle(ByteStream& stream) : stream_(&stream) {}
    executor_type get_executor() { return stream_->executor(); }
    ByteStream& stream() { return *stream_; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            [](auto handler, ByteStream* stream, asio::mutable_buffer to) {
                stream->read_some(to, ByteStream::Moved(std::move(handler)));
            },
            token, stream_, first_of(buffers));
    }
    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            [](auto handler, ByteStream* stream, const ByteStream::Gathered& from) {
                stream->write_some(from, ByteStream::Moved(std::move(handler)));
            },
            token, stream_, gather(buffers));
    }
    template <class Token>
    auto async_handshake(Token&& token) {
        return asio::async_initiate<Token, void(error_code)>(
            [](auto handler, ByteStream* stream) { stream->handshake(ByteStream::Done(std::move(handler))); },
            token, stream_);
    }
    template <class Token>
    auto async_shutdown(Token&& token) {
        return asio::async_initiate<Token, void(error_code)>(
            [](auto handler, ByteStream* stream) { stream->shutdown(ByteStream::Done(std::move(handler))); },
            token, stream_);
    }

private:
    // "Some" may be less than all: the first buffer with room to read into, the first few to write from.
    template <class Buffers>
    static asio::mutable_buffer first_of(const Buffers& buffers) {
        const auto end = asio::buffer_sequence_end(buffers);
        for (auto at = asio::buffer_sequence_begin(buffers); at != end; ++at)
            if (asio::mutable_buffer(*at).size() > 0) return *at;
        return {};
    }
    template <class Buffers>
    static ByteStream::Gathered gather(const Buffers& buffers) {
        ByteStream::Gathered out;
        std::size_t count = 0;
        const auto end = asio::buffer_sequence_end(buffers);
        for (auto at = asio::buffer_sequence_begin(buffers); at != end && count < out.size(); ++at)
            if (asio::const_buffer(*at).size() > 0) out[count++] = *at;
        return out;
    }
    ByteStream* stream_;
};

}    // namespace vouch::net
