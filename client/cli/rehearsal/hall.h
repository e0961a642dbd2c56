#pragma once
// The hall of a rehearsal: its participants, who check in and vote on as many threads as there are
// processors, each with a device and connections of its own.

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <vector>

#include "client/cli/participant/device.h"
#include "client/cli/rehearsal/rehearsal.h"

namespace vouch::client {

class RehearsalHall {
public:
    /// All three outlive the hall.
    RehearsalHall(Organizer& organizer, const net::Trust& trust, const RehearsalPlan& plan);

    /// Everyone who is present scans the slip, finds the own name and checks in.
    Status check_in(const RehearsalProgress& progress);
    /// Everyone who votes seals and casts, and some change their vote; each receipt is checked by the device.
    Status vote(const RehearsalProgress& progress);

    /// The trackers of the receipts, in the order in which they came.
    const std::vector<Bytes32>& trackers() const { return trackers_; }

private:
    struct Participant {
        DeviceCredential credential;
        Seen seen;
    };
    Status check_in_one(std::uint32_t number, SlipLink slip);
    Status vote_one(const PlannedVoter& voter);
    /// Runs `one(i)` for i below `count` on all processors; the first refusal ends it.
    Status in_parallel(std::size_t count, const std::function<Status(std::size_t)>& one,
                       std::string_view what, const RehearsalProgress& progress);

    Organizer& organizer_;
    net::Trust trust_;
    const RehearsalPlan& plan_;
    std::mutex mutex_;                                     // of the two below
    std::map<std::uint32_t, Participant> participants_;    // by roll number
    std::vector<Bytes32> trackers_;
};

}    // namespace vouch::client
