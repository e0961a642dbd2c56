#include "client/cli/shared/minutes.h"

#include <catch2/catch.hpp>

#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

election::State final_state(std::size_t without = 0) {
    election::State state;
    for (std::size_t i = 0; i + without < log_entries().size(); ++i)
        REQUIRE(election::apply_carried(state, log_entries()[i]).ok());
    return state;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}    // namespace

TEST_CASE("the minutes name everything that the form asks for") {
    const election::State state = final_state();
    const std::string digits = election::in_groups_of_four(election::fingerprint(*state.fingerprint_hash()));
    const auto vi = minutes(state, digits, "vi");
    const auto en = minutes(state, digits, "en");
    REQUIRE(vi.ok());
    REQUIRE(en.ok());
    INFO(*vi << *en);
    const std::size_t at_vi = 0;
    for (const std::string& part :
         {std::string("BIÊN BẢN KIỂM PHIẾU"), state.manifest.title[at_vi], state.manifest.body[at_vi],
          state.manifest.place[at_vi], std::string("Số người được triệu tập"), std::string("Số phiếu thu về"),
          std::string("Số phiếu không hợp lệ"), state.manifest.officials[0].name,
          state.manifest.officials[1].position[at_vi], std::string("55,56%"), digits,
          to_base64(state.log.root()), to_hex(state.election_id), std::string("Trưởng ban kiểm phiếu")})
        CHECK(has(*vi, part));
    CHECK(has(*en, "MINUTES OF COUNTING"));
    CHECK(has(*en, "55.56%"));
    CHECK(has(*en, "45 entries"));
    for (const auto& trustee : state.ceremony->board.trustees) CHECK(has(*en, trustee.name));
    CHECK(confirmer_names(state, state.open_confirmations.keys).size() ==
          state.open_confirmations.keys.size());
}

TEST_CASE("there are no minutes before the count is done") {
    const auto none = minutes(final_state(2), "", "vi");
    REQUIRE_FALSE(none.ok());
    CHECK(none.rejection().reason == Reason::not_fitting);
}
