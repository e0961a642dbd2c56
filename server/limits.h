#pragma once
// What a server allows one conference, and the executors that conferences share.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>

#include "crypto/result.h"
#include "server/arrivals.h"
#include "server/clock.h"
#include "server/metrics.h"
#include "wire/limits.h"

namespace vouch::server {

/// How long after its tag's last ballot a replacement is admitted at the earliest. docs/protocol.md, section
/// 3.7. The waits keep a participant from using up all replacements within minutes. Where all are zero
/// nothing waits.
struct ReplaceAfter {
    Duration first = std::chrono::seconds(30);        // the first and the second replacement
    Duration third = std::chrono::seconds(60);        // from the third on
    Duration last_call = std::chrono::seconds(10);    // each, once the last call is announced

    Duration longest() const { return std::max({first, third, last_call}); }
};

/// Of files that come in and are not whole yet, all conferences together; they lie on the disk.
inline constexpr std::size_t kIncomingFilesBytesMax = std::size_t{2} << 30;

/// Descriptors: two connections to a conference's database with their logs, a file that comes in and one that
/// is written; and what the process has beside conferences.
inline constexpr std::size_t kFilesOfConference = 8, kFilesOfNoConference = 40;

// What an operator may set. Clients wait a minute for an answer, so a ballot waits for others much shorter.
inline constexpr std::chrono::milliseconds kTickMin{10}, kTickMax{10'000};
inline constexpr std::chrono::milliseconds kMixWaitMax{20'000};
inline constexpr std::chrono::seconds kReplaceAfterMax{3600};
inline constexpr unsigned kQueuedBallotsMax = 65'536;

/// Tests make them smaller.
struct Limits {
    std::size_t queued_ballots = 4096;    // envelopes that have no answer yet
    std::size_t queued_entries = 1024;
    std::size_t batch_ballots = 1024;                  // verified and stored together at most
    Duration tick = std::chrono::milliseconds(250);    // ballots are admitted at its multiples
    std::size_t mix_ballots = 8;                       // of so many different tags, or more, together
    Duration mix_wait = std::chrono::seconds(3);       // or once the oldest has waited so long
    std::size_t waiting_of_one_tag = 16;               // so that one participant does not fill the queue
    ReplaceAfter replace_after;
    Duration freeze = std::chrono::seconds(60);
    /// So long a freeze waits for what arrived before it; what is not opened then comes too late.
    Duration freeze_waits = std::chrono::milliseconds(1500);
    Duration ballots_shown_every = std::chrono::seconds(10);    // while voting
    Duration progress_every = std::chrono::milliseconds(250);
    std::uint64_t file_bytes = wire::kFileBytesMax;
    std::uint64_t files_bytes = wire::kConferenceFilesBytesMax;
    std::uint64_t invitations = 1000;
    std::size_t conferences = 1000;    // of one server
};

/// How long a client waits before it tries again; 0 where trying again is of no use.
constexpr std::uint32_t retry_after_ms(Reason reason) {
    if (reason == Reason::too_early) return 2000;
    if (reason == Reason::over_capacity || reason == Reason::puzzle_needed) return 1000;
    return 0;
}

/// Where the work of all conferences is done: threads in the product, one thread in a simulation.
struct Executors {
    boost::asio::any_io_executor sequencers;    // run the conferences' strands, which wait for the disk
    boost::asio::any_io_executor verifiers;     // open envelopes and check ballots' proofs
    std::size_t verifier_count;                 // how many tasks of the verifiers run at a time
    /// What envelopes without an answer take, of all conferences.
    std::shared_ptr<net::Budget> ballot_bytes = std::make_shared<net::Budget>(kBallotBytesMax, kBallotParts);
    std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();    // of all conferences
};

}    // namespace vouch::server
