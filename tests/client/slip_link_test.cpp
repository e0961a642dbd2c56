#include "client/cli/slip_link.h"

#include <catch2/catch.hpp>

#include "client/cli/key_store.h"
#include "client/cli/trustee_run.h"
#include "crypto/random.h"
#include "tests/client/texts.h"

using namespace vouch;
using namespace vouch::client;
using vouch::testing::replaced;

namespace {

SlipLink made_link() {
    return {*net::Endpoint::parse("https://vote.example:8443/c/0123456789abcdef"), system_rng().bytes32(),
            482, election::draw_code(system_rng()), draw_secret()};
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
    CHECK(read->election_id == link.election_id);
    CHECK(read->number == 482);
    CHECK(equal(read->code.view(), link.code.view()));
    CHECK(equal(read->rollkey.view(), link.rollkey.view()));
}

TEST_CASE("anything else is no slip's link") {
    const std::string good(slip_link(made_link()).text());
    REQUIRE(parse_slip_link(good).ok());
    for (const std::string& bad :
         {std::string(), std::string("#"), good.substr(0, good.find('#')), replaced(good, "https", "http"),
          replaced(good, "/c/", "/d/"), replaced(good, "abcdef", "abcdeF"),
          replaced(good, "abcdef#", "abcdef0#"), replaced(good, ".482.", ".0."),
          replaced(good, ".482.", ".0482."), replaced(good, ".482.", ".-1."),
          replaced(good, ".482.", ".4294967296."), replaced(good, ".482.", "."),
          replaced(good, ".482.", "..482."), good + "A", good + ".", good + "=",
          good.substr(0, good.size() - 1), replaced(good, "#", "#A"), good + std::string(3000, 'A')}) {
        CAPTURE(bad);
        const auto read = parse_slip_link(bad);
        REQUIRE_FALSE(read.ok());
        CHECK(read.rejection().reason == Reason::malformed);
    }
}

TEST_CASE("an invitation carries the address and its token") {
    const auto place = place_of("https://vote.example/c/0123456789abcdef", std::string(64, 'a'));
    REQUIRE(place.ok());
    const SecretText text = invitation_text(*place, "t0ken");
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
