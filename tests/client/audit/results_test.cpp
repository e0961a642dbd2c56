#include "client/cli/audit/results.h"

#include <catch2/catch.hpp>

#include "election/count.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

TEST_CASE("results.json agrees with the log in every figure, or what differs is named") {
    election::State state;
    for (const Bytes& entry : log_entries()) REQUIRE(election::apply_carried(state, entry).ok());
    Json json{{"election_id", to_hex(state.election_id)},
              {"close_digest", to_hex(state.close_digest)},
              {"enrolled", state.opening->enrolled},
              {"ballots", state.ballots.size()},
              {"base", state.base()},
              {"announced", true},
              {"officials", Json::array()}};
    for (std::size_t j = 0; j < state.result->lines.size(); ++j) {
        const election::ResultLine& line = state.result->lines[j];
        json["officials"].push_back(
            {{"v", election::exponent_of(state.electronic[j], state.opening->enrolled)},
             {"high", line.high},
             {"medium", line.medium},
             {"low", line.low},
             {"blank", line.blank},
             {"outcome", line.outcome}});
    }
    CHECK(results_mistake(state, json.dump()).empty());
    for (const char* key : {"election_id", "close_digest", "enrolled", "ballots", "base", "officials"}) {
        Json changed = json;
        changed[key] = "other";
        CAPTURE(key);
        CHECK_FALSE(results_mistake(state, changed.dump()).empty());
        changed.erase(key);
        CHECK_FALSE(results_mistake(state, changed.dump()).empty());
    }
    for (const char* key : {"v", "high", "medium", "low", "blank", "outcome"}) {
        Json changed = json;
        changed["officials"][1][key] = 77;
        CAPTURE(key);
        CHECK(results_mistake(state, changed.dump()) == "official 2 has other figures");
    }
    for (const char* bad : {"", "{}", "[]", "\xff"}) CHECK_FALSE(results_mistake(state, bad).empty());
}
