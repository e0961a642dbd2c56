#pragma once
// An election made elsewhere: its log as a conference keeps it, and ballots for it.

#include "server/files.h"
#include "server/sqlite_store.h"
#include "tests/support/made_election.h"
#include "tests/support/sealing.h"

namespace vouch::testing {

/// The log's file, which is new, as one whose entries nobody was told of.
inline void fill_store(const std::filesystem::path& file, const std::filesystem::path& signed_state,
                       const MadeElection& made) {
    server::SqliteStore store(file);
    server::SignedState(signed_state).write(store.head());
    std::vector<Bytes32> leaves;
    for (const Bytes& entry : made.entries()) leaves.push_back(leaf_hash(entry));
    const auto tiles = extend_tiles(
        0, leaves, [&store](std::uint32_t level, std::uint64_t index) { return store.tile(level, index); });
    store.append(made.entries(), tiles, {made.state().log.size(), made.state().log.root()});
}

/// A ballot of that participant, with marks of no interest.
inline election::SealedBallot sealed_by(const MadeElection& made, std::uint32_t number,
                                        std::uint32_t revision = 0) {
    const election::Opening& opening = *made.state().opening;
    const auto credential = election::locate(opening, made.credential(number));
    std::vector<SecretDigit> levels;
    for (std::size_t j = 0; j < opening.officials; ++j)
        levels.emplace_back(static_cast<std::uint8_t>((number + j) % 4));
    return sealed_ballot(opening, *credential, levels, revision);
}

}    // namespace vouch::testing
