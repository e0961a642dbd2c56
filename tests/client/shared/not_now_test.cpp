// Every kind of entry in every phase: what may stand is accepted, and what may not is refused in a sentence
// for people.
#include "client/cli/shared/not_now.h"

#include <catch2/catch.hpp>
#include <set>

using namespace vouch;
using namespace vouch::client;
namespace el = vouch::election;

TEST_CASE("what a phase does not allow is refused in words, for every kind and phase") {
    std::set<std::string> phases;
    for (std::size_t at = 0; at < el::kPhaseNames.size(); ++at) {
        const auto phase = static_cast<el::Phase>(at);
        phases.insert(phase_text(phase));
        for (const el::KindRow& row : el::kKinds.rows) {
            CAPTURE(row.name, el::name(phase));
            const Status allowed = allowed_now(row.kind, phase);
            CHECK(allowed.ok() == ((row.phases & el::in(phase)) != 0));
            if (allowed.ok()) continue;
            const std::string& said = allowed.rejection().detail;
            CHECK(allowed.rejection().reason == Reason::wrong_phase);
            CHECK(said.ends_with(", and " + phase_text(phase)));
            CHECK(said.find("while setup") == std::string::npos);
        }
    }
    CHECK(phases.size() == el::kPhaseNames.size());    // no two phases in the same words
    CHECK(allowed_now(el::Kind::close, el::Phase::setup).rejection().detail ==
          "only an open vote is closed, and the vote has not been opened yet");
}
