// A participant's folder: the program ends before each call that changes it, and the same command, given
// again, comes to its end.
#include <cstdlib>

#include "client/cli/participant/home.h"
#include "client/cli/shared/slip_link.h"
#include "tests/client/people.h"
#include "tests/faults/orders_file.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

constexpr std::uint32_t kPeople = 60;    // more than there are calls; a test fails otherwise

class BrokenOff : private OrdersFile {
public:
    BrokenOff() {
        std::vector<RollPerson> roll;
        for (std::uint32_t number = 1; number <= kPeople; ++number)
            roll.push_back({number, "Người " + std::to_string(number), "Huế"});
        must(create_conference(*hall_.keys, hall_.endpoint(), hall_.trust(), hall_.conference(), true));
        hall_.organizer.emplace(must(Organizer::open(hall_.keys->clone())));
        must(hall_.organizer->submit_roll(roll));
        hall_.seat_board();
    }

    /// Whether the program ended before its call of that number.
    bool ends_before(std::uint64_t call, const std::string& words, std::uint32_t number) {
        const std::uint64_t before = orders().faults;
        orders().calls = 0;
        orders().fault = Fault::end_before;
        orders().at_call = call;
        run(words, number);
        orders().at_call = 0;
        return orders().faults > before;
    }
    Ran run(const std::string& words, std::uint32_t number) const {
        std::string environment;
        for (const std::string& variable : environment_for(home(number))) environment += variable + " ";
        return vouch_command("participant " + words + " --home '" + home(number).string() +
                                 "' --passphrase-fd 3 3<" + people_.file("passphrase"),
                             environment);
    }
    std::string check_in(std::uint32_t number) {
        disk::write_file(people_.file("slip"), (slip_link(hall_.slip(number)) << "\n").view());
        return "enrol --yes" + people_.pin() + " --slip-fd 4 4<" + people_.file("slip");
    }
    /// With that participant's marks.
    std::string cast() const { return "cast --yes <" + people_.file("marks"); }

    /// Whoever is not checked in yet is, and the opening is confirmed.
    void open(std::uint32_t first) {
        for (std::uint32_t number = first; number <= kPeople; ++number)
            must(hall_.scanned(number).check_in());
        must(hall_.organizer->open_vote(1'700'000'000, ""));
        hall_.confirm_by_all();
        disk::write_file(people_.file("marks"), std::string("3\n1\n"));
    }
    std::size_t log_size() {
        must(hall_.organizer->update());
        return hall_.organizer->state().log.size();
    }

private:
    Path home(std::uint32_t number) const { return hall_.folder / ("home-" + std::to_string(number)); }

    Hall hall_;
    const People people_{hall_};
};

/// scripts/kills looks at each call.
std::uint64_t calls_between() {
    return std::getenv("VOUCH_TEST_KILLS") == nullptr ? 4 : 1;
}

}    // namespace

TEST_CASE("whatever call a check-in or a cast ends before, the same command brings it to its end") {
    BrokenOff hall;
    std::uint32_t checked_in = 0;
    for (std::uint64_t call = 1, ended = 1; ended != 0; call += calls_between()) {
        const std::uint32_t number = ++checked_in;
        REQUIRE(number < kPeople);
        const std::string words = hall.check_in(number);
        ended = hall.ends_before(call, words, number);
        const Ran again = hall.run(words, number);
        CAPTURE(call, again.errors);
        REQUIRE(again.status == 0);
    }
    CHECK(checked_in > 3);    // the record, the anchor and the key are several calls each
    hall.open(checked_in + 1);
    const std::size_t before = hall.log_size();
    std::uint32_t cast = 0;
    for (std::uint64_t call = 1, ended = 1; ended != 0; call += calls_between()) {
        const std::uint32_t number = 1 + cast++ % checked_in;    // who has voted votes again
        ended = hall.ends_before(call, hall.cast(), number);
        const Ran again = hall.run(hall.cast(), number);
        CAPTURE(call, again.errors, again.out);
        REQUIRE(again.status == 0);
        const Ran receipt = hall.run("receipt", number);
        CAPTURE(receipt.errors);
        CHECK(receipt.status == 0);
    }
    CHECK(cast > 3);
    CHECK(hall.log_size() >= before + cast);
}
