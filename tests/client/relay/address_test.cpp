// Relays as manifests and --relay name them: tests/data/relays.json, to which the web client holds too.

#include "client/cli/shared/relay_address.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/json.h"
#include "client/cli/shared/says.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;

TEST_CASE("a relay has one spelling in both clients") {
    for (const client::Json& one :
         client::Json::parse(text_of(testing::read_file(testing::tests_dir() / "data/relays.json")))) {
        const std::string text = one["text"];
        CAPTURE(text);
        const auto relay = parse_relay(text);
        CHECK(relay.ok() == one.contains("url"));
        if (!relay.ok()) CHECK(relay.rejection().detail == says().relay.form);
        if (!relay.ok()) continue;
        CHECK(relay->url() == one["url"].get<std::string>());
        CHECK(relay->trust.pin().empty() != one["pinned"].get<bool>());
    }
}

TEST_CASE("a conference's ballots are taken at the relay under the conference's own path") {
    const auto relay = parse_relay("https://relay.example:8445");
    const auto conference = conference_address("https://vote.example/c/0123456789abcdef", "");
    REQUIRE((relay.ok() && conference.ok()));
    CHECK(relay->in_place_of(*conference).url() == "https://relay.example:8445/c/0123456789abcdef");
}
