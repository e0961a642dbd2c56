#pragma once
// The smallest whole vote: one official, ten ballots of nine participants, so a ring of sixteen places.

#include "tests/support/made_election.h"

namespace vouch::testing {

inline MadeElection ten_ballots() {
    using election::Level;
    MadeElection made({.summoned = 11, .officials = 1});
    made.set_up();
    for (std::uint32_t number = 1; number <= 9; ++number) made.enrol(number);
    made.give_paper(11);
    made.open();
    made.confirm_as_trustee(1);
    made.confirm_as_trustee(2);
    made.confirm_as_witness(0);
    for (std::uint32_t number = 1; number <= 9; ++number) made.cast(number, {static_cast<Level>(number % 4)});
    made.cast(4, {Level::low});
    made.close();
    made.confirm_as_trustee(3);
    made.confirm_as_trustee(2);
    made.confirm_as_witness(0);
    made.count_paper({1, 1, 0, {{1, 0, 0, 0}}}, {1, 3});
    made.count(2);
    made.count(3);
    made.announce();
    return made;
}

}    // namespace vouch::testing
