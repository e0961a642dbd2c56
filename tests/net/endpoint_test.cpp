#include "net/endpoint.h"

#include <catch2/catch.hpp>

#include "net/certificate.h"
#include "net/trust.h"

using namespace vouch;
using namespace vouch::net;

TEST_CASE("an https URL is taken apart") {
    struct Case {
        std::string url, host;
        std::uint16_t port;
        std::string path, authority;
    };
    const Case cases[] = {
        {"https://vote.example", "vote.example", 443, "", "vote.example"},
        {"https://vote.example/", "vote.example", 443, "", "vote.example"},
        {"https://vote.example:8443/c/0123456789abcdef", "vote.example", 8443, "/c/0123456789abcdef",
         "vote.example:8443"},
        {"https://127.0.0.1:1/", "127.0.0.1", 1, "", "127.0.0.1:1"},
        {"https://[::1]:8443/x", "::1", 8443, "/x", "[::1]:8443"},
        {"https://[::1]", "::1", 443, "", "[::1]"},
        {"https://vote.example:443", "vote.example", 443, "", "vote.example"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.url);
        const auto endpoint = Endpoint::parse(c.url);
        REQUIRE(endpoint.ok());
        CHECK(endpoint->host == c.host);
        CHECK(endpoint->port == c.port);
        CHECK(endpoint->path == c.path);
        CHECK(endpoint->authority() == c.authority);
    }
}

TEST_CASE("other URLs are malformed") {
    for (const std::string url : {"",
                                  "https://",
                                  "http://vote.example",
                                  "vote.example",
                                  "https:///c",
                                  "https://:443",
                                  "https://a:0",
                                  "https://a:65536",
                                  "https://a:8443x",
                                  "https://a:",
                                  "https://a@b",
                                  "https://a b",
                                  "https://a/x y",
                                  "https://a/?q",
                                  "https://a/#f",
                                  "https://[::1",
                                  "https://[]",
                                  "https://[x]",
                                  "https://[::1]8443",
                                  "https://a\r\nX: y"}) {
        CAPTURE(url);
        const auto endpoint = Endpoint::parse(url);
        REQUIRE_FALSE(endpoint.ok());
        CHECK(endpoint.rejection().reason == Reason::malformed);
    }
    CHECK_FALSE(Endpoint::parse("https://" + std::string(kUrlBytesMax, 'a')).ok());
}

TEST_CASE("a pin is 64 hex digits") {
    CHECK(Trust::pinned(std::string(64, 'a')).ok());
    CHECK(Trust::pinned(std::string(64, 'A'))->pin() == std::string(64, 'a'));
    for (const std::string pin : {"", "a", "zz"}) CHECK_FALSE(Trust::pinned(pin).ok());
    CHECK_FALSE(Trust::pinned(std::string(62, 'a')).ok());
}

TEST_CASE("two self-signed certificates have two pins, one certificate has one") {
    const SelfSigned a = make_self_signed({"vote.example", "127.0.0.1", "::1"});
    const SelfSigned b = make_self_signed({"vote.example"});
    REQUIRE(pin_of(a.certificate_pem).ok());
    CHECK(*pin_of(a.certificate_pem) == *pin_of(a.certificate_pem));
    CHECK(*pin_of(a.certificate_pem) != *pin_of(b.certificate_pem));
    CHECK_FALSE(pin_of("garbage").ok());
    CHECK(text_of(a.key_pem.view()).starts_with("-----BEGIN PRIVATE KEY-----"));
}

TEST_CASE("a self-signed certificate is one that a telephone may trust, and is signed again with its key") {
    const std::vector<std::string> hosts{"vote.example", "127.0.0.1", "::1"};
    const SelfSigned own = make_self_signed(hosts);
    CHECK(*holds_for(own.certificate_pem, kSelfSignedDays - 2, hosts));
    CHECK_FALSE(*holds_for(own.certificate_pem, kSelfSignedDays, hosts));    // Apple: at most 398 days
    CHECK_FALSE(*holds_for(own.certificate_pem, 1, {"other.example"}));
    CHECK_FALSE(*holds_for(own.certificate_pem, 1, {"127.0.0.2"}));
    CHECK_FALSE(holds_for("garbage", 1, hosts).ok());

    const auto again = sign_again(own.key_pem, {"other.example"});
    REQUIRE(again.ok());
    CHECK(*again != own.certificate_pem);
    CHECK(*pin_of(*again) == *pin_of(own.certificate_pem));
    CHECK(*holds_for(*again, 1, {"other.example"}));
    CHECK_FALSE(sign_again(SecretBuffer(bytes_of("garbage")), hosts).ok());
}
