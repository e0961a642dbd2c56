// A rehearsal of the body's own conference: its officials, rules and board, with people who are made up.
#include "client/cli/rehearsal/rehearsal.h"

#include "disk/folders.h"
#include "tests/client/hall.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

RehearsalOptions six_of_seven() {
    RehearsalOptions out;
    out.summoned = 7;
    out.present = 6;
    out.ballots = 6;
    return out;
}

std::string why_not(const Conference& conference, const RehearsalOptions& options) {
    const auto plan = plan_own_rehearsal(conference, options);
    return plan.ok() ? "planned" : plan.rejection().detail;
}

}    // namespace

TEST_CASE("the body's own conference is rehearsed, with its officials, and marked as a rehearsal") {
    Hall hall;
    const Conference own = hall.conference();
    REQUIRE(own.manifest.witnesses.size() == 1);    // whose key nobody has here
    const RehearsalPlan plan = must(plan_own_rehearsal(own, six_of_seven()));
    disk::make_private_folder(hall.folder / "secrets");
    const auto outcome =
        must(rehearse(hall.keys->in(hall.folder / "secrets"), hall.endpoint(), hall.trust(), plan,
                      hall.folder / "secrets", hall.folder / "out", [](auto, auto, auto) {}));
    CHECK(differences(plan, outcome.result).empty());
    CHECK(outcome.receipts == 6);
    CHECK(outcome.counted == 6);
    const std::string minutes = disk::read_text_file(hall.folder / "out/minutes.txt");
    for (const election::Official& official : own.manifest.officials)
        CHECK(minutes.find(official.name) != std::string::npos);
    CHECK(std::filesystem::exists(hall.folder / "out/minutes.pdf"));
}

TEST_CASE("what could give no result is said before a rehearsal of one's own") {
    Hall hall;
    Conference own = hall.conference();
    RehearsalOptions options = six_of_seven();
    CHECK(why_not(own, options) == "planned");
    options.ballots = 4;
    CHECK(why_not(own, options) == "a result of this conference needs 5 ballots; raise --ballots");
    options = six_of_seven();
    own.manifest.rules.quorum_measured = election::QuorumMeasured::at_close;
    own.manifest.rules.quorum = {1, 1};
    CHECK(why_not(own, options) == "a quorum of this conference is 7 ballots; raise --ballots");
    own = hall.conference();
    own.manifest.revotes = 0;
    options.revotes = 1;
    CHECK(why_not(own, options).find("leave --revotes out") != std::string::npos);
}
