// What a device does with its slip: it takes the conference and the board that the slip names, stops at every
// other one that a server shows it, and asks for the fingerprint where the slip names none.
#include "election/fingerprint.h"
#include "tests/client/hall.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

namespace {

const std::vector<Level> kMarks{Level::high, Level::low};

/// What was refused, or "taken".
template <class T>
std::string answer(const Result<T>& result) {
    return result.ok() ? "taken" : result.rejection().detail;
}

constexpr const char* kStop =
    "this is not the conference, or not the counting board, of your slip; stop, and go to the desk";

/// A server where an honest slip leads, with another conference of the same organizer's making on it.
SlipLink shown_another(const Hall& lying, SlipLink slip) {
    slip.conference = lying.organizer->address().conference;
    return slip;
}

std::string digits(const Hall& hall) {
    return el::fingerprint(*hall.organizer->state().fingerprint_hash());
}

}    // namespace

TEST_CASE("a server that shows another conference than the slip's is not taken") {
    Hall honest, lying;
    for (Hall* hall : {&honest, &lying}) {
        hall->prepare();
        hall->seat_board();
    }
    CHECK(Device::scan(honest.organizer->address(), honest.slip(1)).ok());
    CHECK(answer(Device::scan(lying.organizer->address(), shown_another(lying, honest.slip(1)))) == kStop);
}

TEST_CASE("a server that shows another board under the slip's own conference is not taken") {
    Hall hall;
    hall.prepare();
    hall.seat_board();
    SlipLink printed = hall.slip(1), reprinted_later = hall.slip(2);
    Device checked_in = hall.scanned(2);
    must(checked_in.check_in());
    hall.board.clear();
    hall.seat_board();    // the organizer's key signs another one
    must(checked_in.update());
    CHECK(answer(Device::scan(hall.organizer->address(), std::move(printed))) == kStop);
    CHECK(answer(checked_in.check_anchor()) == kStop);

    // New slips, the codes stay; a device that is checked in keeps its credential and takes the new anchor.
    const SlipLink fresh = hall.slip(2);
    CHECK(equal(fresh.code.view(), reprinted_later.code.view()));
    CHECK(fresh.anchor != reprinted_later.anchor);
    Bytes kept;
    DeviceStorage storage;
    storage.credential = [&](const DeviceCredential& credential) { kept = credential.anchor; };
    Device again = must(
        Device::scan(hall.organizer->address(), hall.slip(2), storage, checked_in.credential()->clone()));
    CHECK(again.checked_in());
    CHECK(kept == fresh.anchor);
    CHECK(again.check_anchor().ok());
}

TEST_CASE("a device without an anchor seals only after it was given the fingerprint") {
    Hall hall;
    hall.prepare();
    hall.seat_board();
    std::vector<Device> devices;
    for (std::uint32_t number = 1; number <= 6; ++number) {
        SlipLink slip = hall.slip(number);
        if (number == 1) slip.anchor.clear();    // its code was typed
        devices.push_back(must(Device::scan(hall.organizer->address(), std::move(slip))));
        must(devices.back().check_in());
    }
    must(hall.organizer->open_vote(1'700'000'000, ""));
    Device &typed = devices[0], &scanned = devices[1];
    must(typed.update());
    CHECK(typed.give_fingerprint("0000000000000000").rejection().reason == Reason::too_early);
    hall.confirm_by_all();
    must(hall.organizer->update());
    for (Device* device : {&typed, &scanned}) must(device->update());
    CHECK_FALSE(scanned.asks_for_fingerprint());
    CHECK(scanned.seal(kMarks).ok());

    CHECK(typed.asks_for_fingerprint());
    CHECK_FALSE(typed.seal(kMarks).ok());
    std::string wrong = digits(hall);
    wrong[15] = wrong[15] == '0' ? '1' : '0';
    Bytes32 other_hash = *hall.organizer->state().fingerprint_hash();
    other_hash[31] ^= 1;
    for (const std::string& text : {wrong, std::string(), digits(hall).substr(0, 15), to_hex(other_hash)}) {
        CAPTURE(text);
        CHECK_FALSE(typed.give_fingerprint(text).ok());
        CHECK_FALSE(typed.seal(kMarks).ok());
    }
    SECTION("as read out, in groups") {
        CHECK(typed.give_fingerprint(el::in_groups_of_four(digits(hall))).ok());
    }
    SECTION("as a trustee's QR code shows it") {
        CHECK(typed.give_fingerprint(to_hex(*hall.organizer->state().fingerprint_hash())).ok());
    }
    CHECK(typed.seal(kMarks).ok());
}

TEST_CASE("who cannot check in is told what helps in this phase") {
    Hall hall;
    hall.prepare();
    hall.seat_board();
    SlipLink lost = hall.slip(7);
    must(hall.organizer->revoke(7));
    std::vector<Device> devices;
    for (std::uint32_t number = 1; number <= 6; ++number) {
        devices.push_back(hall.scanned(number));
        must(devices.back().check_in());
    }
    const auto said = [&](SlipLink slip) {
        return answer(Device::scan(hall.organizer->address(), std::move(slip)));
    };
    const auto has = [](const std::string& text, std::string_view words) {
        CAPTURE(text, words);
        CHECK(text.find(words) != std::string::npos);
    };
    has(said(hall.slip(1)), "number 1 of ");
    has(said(hall.slip(1)), "until the vote is opened your slip can be replaced");

    must(hall.organizer->open_vote(1'700'000'000, ""));
    hall.confirm_by_all();
    has(said(hall.slip(1)), "the slip cannot be replaced");
    has(said(hall.slip(1)), "(entry ");
    has(said(hall.slip(7)), "ask at the desk for a paper ballot");
    has(said(std::move(lost)),
        "it was replaced; the vote has been opened; ask at the desk for a paper ballot");
    SlipLink unknown = hall.slip(7);
    unknown.number = 8;
    has(said(std::move(unknown)), "there is no number 8 of ");

    for (Device& device : devices) {
        must(device.update());
        must(device.cast(must(device.seal(kMarks))));
    }
    must(hall.organizer->close_vote(1'700'003'600));
    has(said(hall.slip(1)), "the vote is closed");
    has(said(hall.slip(7)), "the vote is closed");
}
