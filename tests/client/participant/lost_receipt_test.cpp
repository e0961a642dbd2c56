// A ballot whose receipt was lost on the way, asked for after the close, when no envelope is opened any more.
// docs/protocol.md, section 7.

#include "client/cli/participant/home.h"
#include "tests/client/people.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

const std::vector kHighAndLow = {election::Level::high, election::Level::low};

/// A closed vote of five ballots, and two folders that each hold a ballot without a receipt: number 1's,
/// which was recorded, and number 6's, which was never sent.
struct Closed {
    Hall hall;
    People people{hall, " --language en"};
    std::vector<Device> devices = hall.open_for_six();

    Closed() {
        const Bytes recorded = keep_sealed(0);
        keep_sealed(5);
        must(devices[0].cast_stored(recorded));
        for (std::size_t i = 1; i < 5; ++i) must(devices[i].cast(must(devices[i].seal(kHighAndLow))));
        must(hall.organizer->close_vote(1'700'003'600));
    }
    Path home(std::size_t i) const { return hall.folder / ("participant-" + std::to_string(i + 1)); }
    Bytes keep_sealed(std::size_t i) {
        const ParticipantHome made = must(ParticipantHome::make(
            home(i), hall.organizer->address(), *devices[i].credential(), kPassphrase, kKeyFileCostForTests));
        Bytes body = must(must(made.device()).seal(kHighAndLow)).body;
        made.storage().ballot(body);
        return body;
    }
    bool keeps_refusals(std::size_t i) const { return std::filesystem::exists(home(i) / "refusals"); }
};

}    // namespace

TEST_CASE_METHOD(Closed, "whoever lost a receipt hears after the close that the ballot was recorded") {
    const Ran cast = people.run("participant cast", home(0));
    CAPTURE(cast.out, cast.errors);
    CHECK(cast.status == 0);
    CHECK(cast.out.find("This ballot was recorded before the close: it is entry ") != std::string::npos);
    CHECK_FALSE(keeps_refusals(0));

    const Ran receipt = people.run("participant receipt", home(0));
    CAPTURE(receipt.out, receipt.errors);
    CHECK(receipt.status == 0);
    CHECK(receipt.out.find("counts") != std::string::npos);
}

TEST_CASE_METHOD(Closed,
                 "whoever comes after the close hears that, and that nothing of theirs is in the log") {
    const Ran cast = people.run("participant cast", home(5));
    CAPTURE(cast.out, cast.errors);
    CHECK(cast.status == 1);
    CHECK(cast.errors.find("the log does not hold this ballot: it does not count") != std::string::npos);
    CHECK_FALSE(keeps_refusals(5));
    const Ran receipt = people.run("participant receipt", home(5));
    CHECK(receipt.status == 1);
    CHECK(receipt.errors.find("there is no receipt here") != std::string::npos);
}
