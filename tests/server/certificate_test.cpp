// A certificate that was given is looked at when the server starts, and again while it runs.

#include <catch2/catch.hpp>
#include <thread>

#include "disk/files.h"
#include "net/client.h"
#include "server/instance.h"
#include "tests/support/dated_certificate.h"
#include "tests/support/folder.h"

using namespace vouch;
using vouch::testing::dated_certificate;
using namespace std::chrono_literals;

namespace {

/// A server at any port, whose certificate and key are files of that folder.
server::Settings given_certificate(const vouch::testing::TemporaryFolder& folder) {
    server::Settings out;
    out.data = folder / "data";
    out.listen_address = "127.0.0.1";
    out.listen_port = 0;
    out.certificate = folder / "certificate.pem";
    out.key = folder / "key.pem";
    return out;
}

}    // namespace

TEST_CASE("a server starts with no certificate that nobody would take, and says why") {
    const vouch::testing::TemporaryFolder folder;
    server::Settings settings = given_certificate(folder);
    const auto start_with = [&](const net::SelfSigned& certificate, const net::SelfSigned& key) {
        disk::write_file(settings.certificate, certificate.certificate_pem);
        disk::write_file(settings.key, key.key_pem.view(), disk::Access::owner);
        server::Instance instance(settings);
        CHECK(instance.pin() == *net::pin_of(certificate.certificate_pem));
    };
    const auto good = dated_certificate({"vote.example"}, -1, 30);
    const auto soon = dated_certificate({"vote.example"}, -1, 3);    // is warned of
    const auto ended = dated_certificate({"vote.example"}, -9, -1);
    const auto early = dated_certificate({"vote.example"}, 1, 9);
    start_with(good, good);
    start_with(soon, soon);
    CHECK_THROWS_WITH(start_with(good, soon), Catch::Contains("the key is not this certificate's"));
    CHECK_THROWS_WITH(start_with(ended, ended), Catch::Contains("has ended; renew it"));
    CHECK_THROWS_WITH(start_with(early, early), Catch::Contains("does not hold yet"));
}

TEST_CASE("a certificate that is renewed while the server runs is in use without a restart") {
    const vouch::testing::TemporaryFolder folder;
    server::Settings settings = given_certificate(folder);
    settings.certificate_every = 1ms;
    const auto put = [&](const net::SelfSigned& certificate, const net::SelfSigned& key) {
        disk::write_file(settings.key, key.key_pem.view(), disk::Access::owner);
        disk::write_file(settings.certificate, certificate.certificate_pem);
    };
    const auto pin_of = [](const net::SelfSigned& certificate) {
        return *net::pin_of(certificate.certificate_pem);
    };
    const auto first = dated_certificate({"localhost"}, -1, 30),
               second = dated_certificate({"localhost"}, -1, 60);
    put(first, first);
    server::Instance instance(settings);
    const net::Endpoint here{"localhost", instance.port(), ""};
    // Who is in stays in, whatever comes later.
    net::HttpsClient before(here, *net::Trust::pinned(pin_of(first)));
    CHECK(before.get("/nothing").status == 404);

    put(second, first);    // what a look between the two files finds
    const auto ended = dated_certificate({"localhost"}, -9, -1);
    put(ended, ended);
    put(second, second);
    while (instance.pin() != pin_of(second)) std::this_thread::sleep_for(1ms);
    net::HttpsClient after(here, *net::Trust::pinned(pin_of(second)));
    CHECK(after.get("/nothing").status == 404);
    CHECK_THROWS_AS(net::HttpsClient(here, *net::Trust::pinned(pin_of(first))).get("/nothing"),
                    net::NetError);
    CHECK(before.get("/nothing").status == 404);
}
