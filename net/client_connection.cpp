#include "net/client_connection.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/error.hpp>

namespace vouch::net {
namespace {

/// An address as it stands; a name by the system's resolver, whose own time limits hold.
std::vector<Tcp::endpoint> resolve(asio::io_context& context, const Endpoint& endpoint) {
    error_code error;
    const auto address = asio::ip::make_address(endpoint.host, error);
    if (!error) return {Tcp::endpoint(address, endpoint.port)};
    const auto found = Tcp::resolver(context).resolve(endpoint.host, std::to_string(endpoint.port), error);
    if (error) throw NetError(Failure::unreachable, "there is no host " + endpoint.host);
    return {found.begin(), found.end()};
}

NetError not_taken(const ClientStream& stream, const std::string& where) {
    switch (stream.fault()) {
        case Fault::ended:
            return {Failure::certificate_ended,
                    "the certificate of " + where + " has ended, or does not hold yet", stream.seen_pin()};
        case Fault::wrong_name:
            return {Failure::wrong_name, "the certificate of " + where + " is for another name",
                    stream.seen_pin()};
        case Fault::not_vouched_for:
            break;
    }
    return {Failure::untrusted_certificate, "nobody vouches for the certificate of " + where,
            stream.seen_pin()};
}

NetError handshake_failure(error_code error, const Trust& trust, const ClientStream& stream,
                           const std::string& where) {
    const bool certificate =
        error.category() == asio::error::get_ssl_category() &&
        ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED;
    if (certificate && trust.pin().empty()) return not_taken(stream, where);
    if (certificate)
        return {Failure::other_certificate, where + " shows another certificate than the pinned one",
                stream.seen_pin()};
    if (error == asio::error::timed_out) return {Failure::timed_out, where + " does not answer in time"};
    const bool closed = error == asio::error::eof || error == asio::error::connection_reset ||
                        error == asio::error::broken_pipe || error == asio::ssl::error::stream_truncated;
    if (closed) return {Failure::cut_off, where + " closed the connection before it was secured"};
    return {Failure::not_tls, where + " does not speak TLS 1.3 (" + error.message() + ")"};
}

}    // namespace

ClientConnection::ClientConnection(const Endpoint& endpoint, const Trust& trust, Clock::duration time_limit) {
    const auto started = Clock::now();
    Tcp::socket socket(context_);
    connect(endpoint, socket, time_limit);
    stream_ = make_client_stream(std::move(socket), trust, endpoint);
    const error_code error = wait(started + time_limit - Clock::now(),
                                  [this](auto handler) { stream_->handshake(std::move(handler)); });
    if (error) throw handshake_failure(error, trust, *stream_, endpoint.authority());
}

ClientConnection::~ClientConnection() {
    if (stream_) stream_->close();
    context_.restart();
    context_.run();
}

void ClientConnection::connect(const Endpoint& endpoint, Tcp::socket& socket, Clock::duration time_limit) {
    std::optional<error_code> outcome;
    const auto ended = [&outcome] { return outcome.has_value(); };
    asio::async_connect(socket, resolve(context_, endpoint),
                        [&outcome](error_code error, const Tcp::endpoint&) { outcome = error; });
    if (!run_until(Clock::now() + time_limit, ended)) {
        socket.close();
        run_until(Clock::time_point::max(), ended);
        throw NetError(Failure::timed_out, endpoint.authority() + " does not answer in time");
    }
    if (*outcome)
        throw NetError(Failure::unreachable,
                       "cannot connect to " + endpoint.authority() + " (" + outcome->message() + ")");
}

void ClientConnection::shut_down() {
    // Whether the other side still answers makes no difference.
    static_cast<void>(wait(kFarewellTime, [this](auto handler) { stream_->shutdown(std::move(handler)); }));
}

NetError failure_of(error_code error, const std::string& doing) {
    if (error == asio::error::timed_out) return {Failure::timed_out, doing + ": no answer in time"};
    return {Failure::cut_off, doing + ": the connection is gone (" + error.message() + ")"};
}

}    // namespace vouch::net
