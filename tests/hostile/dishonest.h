#pragma once
// An election in which somebody whose key is true does what the rules do not allow.

#include <catch2/catch.hpp>

#include "crypto/random.h"
#include "election/entry.h"
#include "tests/support/made_election.h"
#include "tests/support/sealing.h"

namespace vouch::testing {

inline const std::vector<election::Level> kSomeMarks{election::Level::high, election::Level::low};

/// Twelve on the roll, three members of whom two count, one witness; a ballot may be replaced twice.
struct Dishonest {
    MadeElection made{{.revotes = 2}};

    const election::State& state() const { return made.state(); }
    void enrol_nine() {
        made.set_up();
        for (std::uint32_t number = 1; number <= 9; ++number) made.enrol(number);
    }
    void open() {
        enrol_nine();
        made.open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    }
    void close() {
        open();
        for (std::uint32_t number = 1; number <= 6; ++number) made.cast(number, kSomeMarks);
        made.close();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    }
    /// Why it is refused; fails where it is taken. Nothing of it changes the log.
    Reason refused(const election::Body& body, const std::vector<const SigningKey*>& signers) {
        return refusal_of(make_entry(state().election_id, body, signers));
    }
    Reason refusal_of(const Bytes& carried) const {
        election::State after = state();
        const Status status = election::apply_carried(after, carried);
        REQUIRE_FALSE(status.ok());
        CHECK(after.log.root() == state().log.root());
        return status.rejection().reason;
    }
    election::SealedBallot sealed(std::uint32_t number, std::uint32_t revision = 0) const {
        return sealed_with(made.credential(number), revision);
    }
    election::SealedBallot sealed_with(Credential credential, std::uint32_t revision) const {
        const election::Opening& opening = *state().opening;
        const auto placed = locate(opening, std::move(credential));
        REQUIRE(placed.ok());
        std::vector<SecretDigit> digits;
        for (const election::Level level : kSomeMarks) digits.emplace_back(static_cast<std::uint8_t>(level));
        return sealed_ballot(opening, *placed, digits, revision);
    }
};

}    // namespace vouch::testing
