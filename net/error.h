#pragma once
// How the network fails. Answers of the other side are values; the failures here are thrown.

#include <stdexcept>
#include <string>

namespace vouch::net {

enum class Failure {
    unreachable,              // no such host, nobody listens, no route
    timed_out,                // the time given for one step ran out; the connection is gone
    cut_off,                  // the other side went away, orderly or not
    not_tls,                  // whoever listens there does not speak TLS 1.3
    untrusted_certificate,    // not vouched for by the system's roots, and no pin was given
    certificate_ended,        // vouched for once, but not any more, or not yet, by this machine's clock
    wrong_name,               // vouched for, under another name than the one that was asked for
    other_certificate,        // a pin was given, and this is another key
    bad_answer,               // TLS holds, but what comes is not HTTP or not a WebSocket
    too_large,                // more than the limit that the caller set
};

class NetError : public std::runtime_error {
public:
    NetError(Failure failure, const std::string& what, std::string seen_pin = {})
        : std::runtime_error(what), failure_(failure), seen_pin_(std::move(seen_pin)) {}

    Failure failure() const { return failure_; }
    /// With the failures about certificates: the pin of the certificate that was shown.
    const std::string& seen_pin() const { return seen_pin_; }

private:
    Failure failure_;
    std::string seen_pin_;
};

}    // namespace vouch::net
