#include "client/cli/shared/slip_link.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/key_store.h"
#include "client/cli/trustee/run.h"
#include "crypto/random.h"
#include "election/slip.h"
#include "tests/client/texts.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;
using vouch::testing::replaced;

namespace {

SlipLink made_link() {
    return {*net::Endpoint::parse("https://vote.example:8443/c/0123456789abcdef"),
            copy(system_rng().bytes32()), 482, election::draw_code(system_rng()), draw_secret()};
}

/// 43 characters of base64url hold 258 bits: the last two of the last one are zero in the one spelling.
std::string with_unused_bits(std::string link, std::size_t at) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    link[at] = kDigits[kDigits.find(link[at]) + 1];
    return link;
}

}    // namespace

TEST_CASE("a slip's link is read as it was printed") {
    const SlipLink link = made_link();
    const SecretText text = slip_link(link);
    CHECK(text.text().starts_with("https://vote.example:8443/c/0123456789abcdef#"));
    const auto read = parse_slip_link(text.text());
    REQUIRE(read.ok());
    CHECK(read->conference.authority() == "vote.example:8443");
    CHECK(read->conference.path == "/c/0123456789abcdef");
    CHECK(read->anchor == link.anchor);
    CHECK(read->number == 482);
    CHECK(equal(read->code.view(), link.code.view()));
    CHECK(equal(read->rollkey.view(), link.rollkey.view()));
}

TEST_CASE("the slips of the vectors, with a board and without") {
    const auto vectors = testing::read_vectors("enrolment.json");
    const auto& v = vectors["slips"];
    const auto slip = parse_slip_link(v["url"].get<std::string>());
    REQUIRE(slip.ok());
    CHECK(slip->number == v["number"]);
    CHECK(to_hex(slip->anchor) == v["anchors"][0]["anchor"]);
    CHECK(to_hex(slip->rollkey.view()) == v["rollkey"]);
    CHECK(slip_link(*slip).text() == v["url"]);
    const auto without = parse_slip_link(v["url_without_anchor"].get<std::string>());
    REQUIRE(without.ok());
    CHECK(without->anchor.empty());
    CHECK(slip_link(*without).text() == v["url_without_anchor"]);
}

TEST_CASE("anything else is no slip's link") {
    const std::string good(slip_link(made_link()).text());
    REQUIRE(parse_slip_link(good).ok());
    for (const std::string& bad : {std::string(),
                                   std::string("#"),
                                   good.substr(0, good.find('#')),
                                   replaced(good, "https", "http"),
                                   replaced(good, "/c/", "/d/"),
                                   replaced(good, "abcdef", "abcdeF"),
                                   replaced(good, "abcdef#", "abcdef0#"),
                                   replaced(good, ".482.", ".0."),
                                   replaced(good, ".482.", ".0482."),
                                   replaced(good, ".482.", ".-1."),
                                   replaced(good, ".482.", ".4294967296."),
                                   replaced(good, ".482.", "."),
                                   replaced(good, ".482.", "..482."),
                                   replaced(good, ".482.", ".+482."),
                                   replaced(good, ".482.", ". 482."),
                                   with_unused_bits(good, good.find(".482.") - 1),
                                   with_unused_bits(good, good.size() - 1),
                                   good + "A",
                                   good + ".",
                                   good + "=",
                                   good.substr(0, good.size() - 1),
                                   good + std::string(3000, 'A')}) {
        CAPTURE(bad);
        const auto read = parse_slip_link(bad);
        REQUIRE_FALSE(read.ok());
        CHECK(read.rejection().reason == Reason::malformed);
    }
}

TEST_CASE("an anchor of another length is read, and is no board's") {
    const Bytes32 board = system_rng().bytes32();
    SlipLink link = made_link();
    for (const std::size_t bytes : {1u, 31u, 33u}) {
        link.anchor.assign(bytes, 7);
        const auto read = parse_slip_link(slip_link(link).text());
        REQUIRE(read.ok());
        CHECK(read->anchor == link.anchor);
        CHECK(election::judge_slip(read->anchor, board) == election::AnchorAnswer::stop);
    }
    link.anchor = copy(board);
    CHECK(election::judge_slip(parse_slip_link(slip_link(link).text())->anchor, board) ==
          election::AnchorAnswer::good);
}

TEST_CASE("an invitation carries the address and its token") {
    const auto address = conference_address("https://vote.example/c/0123456789abcdef", std::string(64, 'a'));
    REQUIRE(address.ok());
    const SecretText text = invitation_text(*address, "t0ken");
    std::string line(text.text());
    CHECK(line == "https://vote.example/c/0123456789abcdef/board#t0ken\n");
    line.pop_back();
    const auto read = parse_invitation(line);
    REQUIRE(read.ok());
    CHECK(read->url == "https://vote.example/c/0123456789abcdef");
    CHECK(equal(read->token.view(), bytes_of("t0ken")));
    for (const char* bad :
         {"", "https://vote.example/c/0123456789abcdef/board",
          "https://vote.example/c/0123456789abcdef/board#", "https://vote.example/c/0123456789abcdef#t",
          "https://vote.example/board#t", "ftp://vote.example/c/0123456789abcdef/board#t"})
        CHECK_FALSE(parse_invitation(bad).ok());
}
