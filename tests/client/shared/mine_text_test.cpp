#include "client/cli/shared/mine_text.h"

#include <catch2/catch.hpp>

#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::election;
using namespace vouch::testing;

TEST_CASE("it is mine, from one device to the other and back, as text") {
    const Bytes32 open_digest = system_rng().bytes32();
    const TagGenerators generators = TagGenerators::of(Bytes32{1});
    const Credential credential = random_credential();
    const Point pk = credential.pk(), tag = credential.tag(generators);
    const MineKey key_shown = draw_mine_key(open_digest, system_rng());
    const std::string shown = mine_key_text(key_shown);
    CHECK(shown.starts_with("vouch:mine-key:"));
    const auto key = parse_mine_key(shown);
    REQUIRE(key.ok());
    REQUIRE(check_mine_key(open_digest, *key).ok());
    const std::string answer =
        mine_proof_text(prove_mine(open_digest, generators, *key, credential, system_rng()));
    CHECK(answer.starts_with("vouch:mine:"));
    const auto proof = parse_mine_proof(answer);
    REQUIRE(proof.ok());
    CHECK(check_mine({open_digest, generators, key_shown.V, pk, tag}, *proof).ok());

    for (const std::string& bad : {std::string(), shown.substr(0, shown.size() - 1), shown + "A", answer,
                                   "vouch:mine-key:" + std::string(128, '_')}) {
        CAPTURE(bad);
        CHECK(parse_mine_key(bad).rejection().reason == Reason::malformed);
    }
    for (const std::string& bad :
         {std::string(), answer.substr(0, answer.size() - 4), answer + "AAAA", shown})
        CHECK(parse_mine_proof(bad).rejection().reason == Reason::malformed);
}
