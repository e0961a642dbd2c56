#pragma once
// What a conference shows to everybody beside the log: the counters that screens follow, and results.json.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "election/state.h"
#include "server/clock.h"

namespace vouch::server {

/// The state at one moment, which the checkpoint covers.
struct Published {
    std::string checkpoint;
    election::Phase phase = election::Phase::first;
    std::uint64_t size = 0;
    std::uint32_t summoned = 0, enrolled = 0, papers = 0;
    std::uint32_t ballots = 0;    // tags with a ballot; moves in steps while voting
    std::uint32_t confirmations = 0, confirmations_needed = 0;
    bool confirmed = false;    // the open while voting, the close while counting: t trustees among them
    std::uint32_t shares = 0;
    std::optional<TimePoint> last_call_ends;    // while voting, if called
    // As now in force: so many tags, or the wait of the oldest, before ballots are admitted together; and how
    // long after a tag's last ballot its replacement waits, the first and second, and from the third on.
    std::size_t mix_ballots = 0;
    Duration mix_wait{}, replacement_wait{}, third_replacement_wait{};
    std::vector<Bytes32> organizers;    // of the manifest, once there is one
    std::vector<Bytes32> trustees;      // of the last board, their Ed25519 keys
    std::uint64_t bulletins = 0;        // sequence number of the last one
    std::string results_json;           // once the t-th share is in
    // For checks of a ballot before it is admitted.
    Bytes32 election_id{};
    std::shared_ptr<const election::Opening> opening;
};

/// Leaves out the waits, the last call and the bulletins, which the state does not hold.
Published describe(const election::State& state, std::string checkpoint);

}    // namespace vouch::server
