#pragma once
// Credentials out of nowhere and ballots sealed with them, for tests that are about something else.

#include <atomic>

#include "election/ballot.h"

namespace vouch::testing {

inline SecretScalar random_secret() {
    SecretBytes<64> wide;
    system_rng().fill(wide.mutable_view());
    return SecretScalar::reduce(wide);
}

inline Credential random_credential() {
    return {random_secret(), random_secret()};
}

/// A sealing number that no other sealing of this process has, and a clock that stands still.
inline election::SealingTerms next_sealing(std::uint32_t revision = 0) {
    static std::atomic<std::uint64_t> last = 0;
    return {revision, ++last};
}
inline std::uint64_t stopped_clock() {
    return 1'796'000'000'000'000'000;
}

inline election::SealedBallot sealed_ballot(const election::Opening& opening,
                                            const election::PlacedCredential& placed,
                                            std::span<const SecretDigit> levels, std::uint32_t revision = 0) {
    return seal(opening, placed, levels,
                prepare(opening, placed, next_sealing(revision), stopped_clock, system_rng()), stopped_clock,
                system_rng());
}

}    // namespace vouch::testing
