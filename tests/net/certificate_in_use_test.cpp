// A listener's certificate is renewed while it listens.

#include "net/certificate_in_use.h"

#include <catch2/catch.hpp>

#include "disk/files.h"
#include "tests/net/echo_server.h"
#include "tests/support/dated_certificate.h"
#include "tests/support/folder.h"

namespace vouch {
namespace {

using net::CertificateInUse;
using testing::dated_certificate;

class Files {
public:
    void put(const net::SelfSigned& of_certificate, const net::SelfSigned& of_key) const {
        disk::write_file(key(), of_key.key_pem.view(), disk::Access::owner);
        disk::write_file(certificate(), of_certificate.certificate_pem);
    }
    Path certificate() const { return folder_ / "certificate.pem"; }
    Path key() const { return folder_ / "key.pem"; }
    net::CertificateFiles named() const { return {folder_.path(), certificate(), key(), ""}; }

private:
    testing::TemporaryFolder folder_;
};

std::string pin_of(const net::SelfSigned& one) {
    return *net::pin_of(one.certificate_pem);
}

}    // namespace

TEST_CASE("a renewed certificate greets who comes from then on") {
    const Files files;
    const auto first = dated_certificate({"localhost"}, -1, 30),
               second = dated_certificate({"localhost"}, -1, 60);
    files.put(first, first);
    CertificateInUse certificate(files.named());
    testing::EchoServer listener;
    listener.server.use_certificate(certificate.first().pem, certificate.first().key_pem);
    const auto answers_with = [&](const net::SelfSigned& one) {
        return net::HttpsClient({"localhost", listener.server.port(), ""}, *net::Trust::pinned(pin_of(one)))
                   .get("/hello")
                   .status == 200;
    };
    CHECK(answers_with(first));
    CHECK_FALSE(certificate.look(listener.server).renewed);

    files.put(second, first);    // what a look between the two files finds
    CHECK(certificate.look(listener.server).unusable.ends_with("the key is not this certificate's"));
    CHECK(certificate.look(listener.server).unusable.empty());    // it was said
    CHECK(certificate.pin() == pin_of(first));
    CHECK(answers_with(first));

    files.put(second, second);
    CHECK(certificate.look(listener.server).renewed == pin_of(second));
    CHECK(certificate.pin() == pin_of(second));
    CHECK(answers_with(second));
    CHECK_THROWS_AS(answers_with(first), net::NetError);
    CHECK_FALSE(certificate.look(listener.server).renewed);
}

TEST_CASE("what is wrong with a certificate is told once, and again when it comes back") {
    const Files files;
    const auto good = dated_certificate({"localhost"}, -1, 30),
               soon = dated_certificate({"localhost"}, -1, 3),
               ended = dated_certificate({"localhost"}, -9, -1);
    files.put(good, good);
    CertificateInUse certificate(files.named());
    testing::EchoServer listener;
    for (int round = 0; round < 2; ++round) {
        files.put(soon, soon);
        CHECK(certificate.look(listener.server).warning.ends_with("days; renew it"));
        CHECK(certificate.look(listener.server).warning.empty());
        files.put(ended, ended);
        CHECK(certificate.look(listener.server).unusable.ends_with("the certificate has ended; renew it"));
        CHECK(certificate.look(listener.server).unusable.empty());
        CHECK(certificate.pin() == pin_of(soon));
        files.put(good, good);
        const net::CertificateNews news = certificate.look(listener.server);
        CHECK(news.renewed == pin_of(good));
        CHECK(news.warning.empty());
        CHECK(news.unusable.empty());
    }
}

}    // namespace vouch
