#pragma once
// One TLS connection of a blocking client: an io_context of its own, driven by the thread that calls. For
// client.cpp alone.

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <optional>

#include "net/error.h"
#include "net/tls_stream.h"

namespace vouch::net {

inline constexpr auto kFarewellTime = std::chrono::seconds(1);    // for the server's close_notify

using Clock = std::chrono::steady_clock;

class ClientConnection {
public:
    /// Connected and trusted when this returns. Throws NetError.
    ClientConnection(const Endpoint& endpoint, const Trust& trust, Clock::duration time_limit);
    /// Cuts what is still open, and lets every operation end.
    ~ClientConnection();
    ClientConnection(const ClientConnection&) = delete;
    ClientConnection& operator=(const ClientConnection&) = delete;

    ByteStream& stream() { return *stream_; }

    /// Runs operations until done() says so (true) or the time is up (false).
    template <class Condition>
    bool run_until(Clock::time_point deadline, Condition done) {
        while (!done()) {
            if (context_.stopped()) context_.restart();
            if (context_.run_one_until(deadline) == 0 && Clock::now() >= deadline) return done();
        }
        return true;
    }

    /// Starts one operation (a callable that takes the handler) and waits for its end. Cuts the connection
    /// when the time is up, which is then the error.
    template <class Start>
    error_code wait(Clock::duration time_limit, Start start) {
        std::optional<error_code> outcome;
        start([&outcome](error_code error, auto&&...) { outcome = error; });
        const auto ended = [&outcome] { return outcome.has_value(); };
        if (run_until(Clock::now() + time_limit, ended)) return *outcome;
        stream_->close();
        run_until(Clock::time_point::max(), ended);
        return asio::error::timed_out;
    }

    /// Sends close_notify and waits for the other side's, at most kFarewellTime.
    void shut_down();

private:
    void connect(const Endpoint& endpoint, Tcp::socket& socket, Clock::duration time_limit);

    asio::io_context context_{1};
    std::unique_ptr<ClientStream> stream_;
};

/// The failure that an error of a running connection stands for.
NetError failure_of(error_code error, const std::string& doing);

}    // namespace vouch::net
