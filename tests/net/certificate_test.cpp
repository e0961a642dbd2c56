// Why a certificate is not taken, said by its true cause.

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

#include "net/error.h"
#include "tests/net/echo_server.h"
#include "tests/support/dated_certificate.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::net;
using vouch::testing::dated_certificate;
using vouch::testing::EchoServer;

namespace {

/// How the client fails that is given no pin, where the system vouches for this very certificate; nothing
/// where it does not fail.
std::optional<Failure> failure_of(SelfSigned certificate, const std::string& host) {
    const vouch::testing::TemporaryFolder folder;
    std::ofstream(folder / "roots.pem") << certificate.certificate_pem;
    ::setenv("SSL_CERT_FILE", (folder / "roots.pem").c_str(), 1);
    EchoServer server({}, Server::slots_for_files(), kBytesHeldMax, std::move(certificate));
    std::optional<Failure> out;
    try {
        Endpoint endpoint = server.endpoint();
        endpoint.host = host;
        HttpsClient(endpoint, Trust::system()).get("/hello");
    } catch (const NetError& error) {
        out = error.failure();
    }
    ::unsetenv("SSL_CERT_FILE");
    return out;
}

}    // namespace

TEST_CASE("a certificate that is not taken is refused for its true cause") {
    CHECK(failure_of(dated_certificate({"127.0.0.1"}, -1, 10), "127.0.0.1") == std::nullopt);
    CHECK(failure_of(dated_certificate({"127.0.0.1"}, -10, -1), "127.0.0.1") == Failure::certificate_ended);
    CHECK(failure_of(dated_certificate({"127.0.0.1"}, 1, 10), "127.0.0.1") == Failure::certificate_ended);
    CHECK(failure_of(dated_certificate({"vote.example"}, -1, 10), "127.0.0.1") == Failure::wrong_name);
}

TEST_CASE("a certificate and its key belong together, and its days are counted") {
    const SelfSigned one = dated_certificate({"vote.example"}, -1, 13),
                     other = make_self_signed({"vote.example"});
    CHECK(key_fits(one.certificate_pem, one.key_pem).ok());
    CHECK(key_fits(one.certificate_pem, other.key_pem).rejection().reason == Reason::not_fitting);
    CHECK(key_fits("garbage", one.key_pem).rejection().reason == Reason::malformed);
    CHECK(key_fits(one.certificate_pem, SecretBuffer(bytes_of("garbage"))).rejection().reason ==
          Reason::malformed);
    CHECK(*days_left(one.certificate_pem) == 13);
    CHECK(*days_left(dated_certificate({"vote.example"}, -5, -2).certificate_pem) == -2);
    CHECK(days_left(dated_certificate({"vote.example"}, 2, 5).certificate_pem).rejection().reason ==
          Reason::too_early);
    CHECK_FALSE(days_left("garbage").ok());
}
