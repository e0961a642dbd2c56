// The web client as it is given out: which paths are its pages, and what is said with them.

#include "server/web_client.h"

#include <array>
#include <catch2/catch.hpp>

namespace vouch::server {
namespace {

const Bytes kPage = copy(bytes_of("<!doctype html>"));
const Bytes kScript = copy(bytes_of("export {};"));
const Bytes kCompressed = copy(bytes_of("smaller"));

const std::array<WebFile, 2> kFiles{{
    {"index.html", kPage, {}, "11"},
    {"assets/index-1a2b.js", kScript, kCompressed, "22"},
}};

std::string header(const net::HttpAnswer& answer, std::string_view name) {
    for (const net::Header& one : answer.headers)
        if (one.name == name) return std::string(one.value);
    return "";
}

}    // namespace

TEST_CASE("every page of the web client is index.html, asked for anew") {
    const WebClient client(kFiles);
    for (const char* path : {"/", "/organizer", "/witness", "/c/0123456789abcdef", "/c/0123456789abcdef/",
                             "/c/0123456789abcdef/vote", "/c/0123456789abcdef/nosuchpage", "/index.html"}) {
        CAPTURE(path);
        const auto answer = client.answer(path);
        REQUIRE(answer.has_value());
        CHECK(answer->status == 200);
        CHECK(equal(answer->lasting, kPage));
        CHECK(answer->content_type == "text/html; charset=utf-8");
        CHECK(answer->cache_control == "no-cache");
        CHECK(answer->etag == "\"11\"");
    }
}

TEST_CASE("what the server has at a path of its own, and what nobody has, is none of the web client's") {
    const WebClient client(kFiles);
    for (const char* path : {"",
                             "/c",
                             "/c/",
                             "/c/0123456789ABCDEF",
                             "/c/0123456789abcde",
                             "/c/0123456789abcdef0",
                             "/c/0123456789abcdef/log",
                             "/c/0123456789abcdef/log/checkpoint",
                             "/c/0123456789abcdef/documents",
                             "/c/0123456789abcdef/named-roll",
                             "/c/0123456789abcdef/results.json",
                             "/c/0123456789abcdef/session",
                             "/c/0123456789abcdef/cast",
                             "/c/0123456789abcdef/vote/",
                             "/c/0123456789abcdef/Vote",
                             "/c/0123456789abcdef/vote{",
                             "/c/0123456789abcdef/avernamethatisfartoolong",
                             "/assets/",
                             "/assets/index-0000.js",
                             "/assets/../index.html",
                             "assets/index-1a2b.js",
                             "/organizer/"}) {
        CAPTURE(path);
        CHECK_FALSE(client.answer(path).has_value());
    }
}

TEST_CASE("an address that was mistyped gets a page that says so, and a file that is not there nothing") {
    const WebClient client(kFiles);
    for (const char* path : {"/c/0123456789abcde", "/c/0123456789ABCDEF", "/organiser", "/c/"}) {
        CAPTURE(path);
        const net::HttpAnswer answer = client.lost(path);
        CHECK(answer.status == 404);
        CHECK(equal(answer.lasting, kPage));
        CHECK(answer.etag.empty());
        CHECK(header(answer, "X-Frame-Options") == "DENY");
    }
    CHECK(client.lost("/assets/index-0000.js").lasting.empty());
    CHECK(client.lost("/favicon.ico").status == 404);
    CHECK(WebClient().lost("/organiser").lasting.empty());
}

TEST_CASE("a file with a hash in its name is kept for ever, compressed where that is smaller") {
    const WebClient client(kFiles);
    const auto answer = client.answer("/assets/index-1a2b.js");
    REQUIRE(answer.has_value());
    CHECK(equal(answer->lasting, kScript));
    CHECK(equal(answer->lasting_gzip, kCompressed));
    CHECK(answer->content_type == "text/javascript; charset=utf-8");
    CHECK(answer->cache_control == "public, max-age=31536000, immutable");
}

TEST_CASE("a page may load scripts from here alone, and nobody may frame it") {
    const WebClient client(kFiles);
    const auto answer = client.answer("/");
    REQUIRE(answer.has_value());
    const std::string policy = header(*answer, "Content-Security-Policy");
    for (const char* part : {"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval';", "base-uri 'none'",
                             "form-action 'none'", "frame-ancestors 'none'"})
        CHECK(policy.find(part) != std::string::npos);
    CHECK(policy.find("'unsafe-inline'") == std::string::npos);
    CHECK(policy.find("'unsafe-eval'") == std::string::npos);
    CHECK(policy.find("http") == std::string::npos);
    CHECK(header(*answer, "Referrer-Policy") == "no-referrer");
    CHECK(header(*answer, "Cross-Origin-Opener-Policy") == "same-origin");
}

TEST_CASE("a page may connect to its server, and to the relays that the server was told of") {
    const auto connects_to = [](const WebClient& client) {
        const auto answer = client.answer("/");
        const std::string policy = answer ? header(*answer, "Content-Security-Policy") : "";
        const std::size_t at = policy.find("connect-src");
        return policy.substr(at, policy.find(';', at) - at);
    };
    CHECK(connects_to(WebClient(kFiles)) == "connect-src 'self'");
    const std::vector<std::string> relays{"relay.example", "[::1]:8445"};
    CHECK(connects_to(WebClient(kFiles, relays)) ==
          "connect-src 'self' wss://relay.example wss://[::1]:8445");
}

TEST_CASE("without a bundle there are no pages") {
    CHECK_FALSE(WebClient().answer("/").has_value());
    CHECK_FALSE(WebClient(std::span(kFiles).subspan(1)).answer("/assets/index-1a2b.js").has_value());
}

}    // namespace vouch::server
