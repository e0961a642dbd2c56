#include <catch2/catch.hpp>

#include "client/cli/organizer/organizer.h"
#include "tests/client/local_conference.h"
#include "tests/support/passphrase.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

TEST_CASE("an organizer's key opens again; its line is what others are given") {
    const TemporaryFolder folder;
    const auto made = OrganizerKeys::make(folder / "home", "Nguyễn An", kPassphrase, kKeyFileCostForTests);
    REQUIRE(made.ok());
    const auto opened = OrganizerKeys::open(folder / "home", kPassphrase);
    REQUIRE(opened.ok());
    CHECK(opened->line() == made->line());
    CHECK(opened->line() == "Nguyễn An " + to_base64(made->sign().public_key()));
    CHECK(opened->clone().line() == made->line());
    CHECK_FALSE(OrganizerKeys::open(folder / "home", SecretBuffer(bytes_of("no"))).ok());
    made->vault().put("x", bytes_of("y"));
    CHECK(equal((*opened->vault().get("x"))->view(), bytes_of("y")));
}

TEST_CASE("codes are kept sealed, and the one in force is the one the log names") {
    const TemporaryFolder folder;
    const Vault vault(folder.path(), draw_secret());
    CHECK_FALSE(RollSecrets::read(vault).ok());
    RollSecrets secrets = RollSecrets::draw(3);
    secrets.keep(vault);

    el::State state;
    state.manifest.nonce = system_rng().bytes32();
    const auto key = [&](std::uint32_t number, const el::Code& code) {
        return el::code_key(state.manifest.nonce, number, code).public_key();
    };
    for (std::uint32_t number = 1; number <= 3; ++number)
        state.roll.push_back({key(number, secrets.latest(number)), {}, std::nullopt, false});

    auto read = RollSecrets::read(vault);
    REQUIRE(read.ok());
    CHECK(equal(read->rollkey().view(), secrets.rollkey().view()));
    CHECK(equal(read->in_force(state, 2)->view(), secrets.latest(2).view()));

    const Bytes old_code = copy(read->latest(2).view());
    const Bytes32 new_key = key(2, read->add(2));
    read->keep(vault);
    auto again = RollSecrets::read(vault);
    CHECK(equal(again->in_force(state, 2)->view(), old_code));    // the log has not taken the new one
    state.roll[1].code_key = new_key;
    CHECK(equal(again->in_force(state, 2)->view(), again->latest(2).view()));
    CHECK_FALSE(equal(again->latest(2).view(), old_code));

    state.roll[0].code_key = Bytes32{};
    CHECK(again->in_force(state, 1).rejection().reason == Reason::not_fitting);
    CHECK(again->in_force(state, 4).rejection().reason == Reason::not_on_the_roll);
}
