// A second organizer, whose key the manifest names: on a computer of its own it goes on where the first
// stopped.

#include "tests/client/hall.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

OrganizerKeys organizer_in(const Path& home) {
    return must(OrganizerKeys::make(home, "Bình", kPassphrase, kKeyFileCostForTests));
}

}    // namespace

TEST_CASE("a second organizer takes the roll over, prints a slip, opens the vote") {
    Hall hall;
    const OrganizerKeys second = organizer_in(hall.folder / "second");
    Conference conference = hall.conference();
    conference.manifest.organizers.push_back(second.sign().public_key());
    hall.prepare(std::move(conference));
    hall.seat_board();

    const OrganizerKeys stranger = organizer_in(hall.folder / "stranger");
    CHECK(Organizer::attach(stranger, hall.organizer->address()).rejection().reason == Reason::not_fitting);
    must(Organizer::attach(second, hall.organizer->address()));
    Organizer other = must(Organizer::open(second.clone()));
    CHECK_FALSE(other.slips({}).ok());    // it has no codes

    const Path usb = hall.folder / "usb";
    must(hand_over_roll(*hall.keys, usb, kPassphrase, kKeyFileCostForTests));
    CHECK_FALSE(hand_over_roll(*hall.keys, usb, kPassphrase, kKeyFileCostForTests).ok());    // never replaced
    CHECK_FALSE(take_over_roll(second, usb, SecretBuffer(bytes_of("another passphrase"))).ok());
    CHECK_FALSE(second.vault().has(kCodesName));
    must(take_over_roll(second, usb, kPassphrase));
    CHECK(take_over_roll(second, usb, kPassphrase).rejection().reason == Reason::not_fitting);
    const std::uint32_t number = 4;
    auto slips = must(other.slips({&number, 1}));
    Device device = must(Device::scan(other.address(), std::move(slips.front())));
    CHECK(must(device.who()).name == "Người 4");
    must(device.check_in());
    for (const std::uint32_t one : {1u, 2u, 3u, 5u, 6u}) must(hall.scanned(one).check_in());
    must(other.open_vote(1'700'000'000, ""));
    CHECK(other.state().phase == election::Phase::voting);
}
