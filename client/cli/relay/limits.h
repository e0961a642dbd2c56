#pragma once
// What a relay takes at a time, and how long it waits. docs/relay-guide.md says what follows from them.

#include <chrono>
#include <cstddef>

namespace vouch::client {

/// A batch goes once so many ballots wait, or that time after the first of them came: a fixed part and one
/// that is drawn anew for each batch.
inline constexpr std::size_t kBatchBallots = 4;
inline constexpr std::chrono::milliseconds kBatchWait{1'500};
inline constexpr std::chrono::milliseconds kBatchWaitDrawnMax{1'000};

inline constexpr std::size_t kRelayConnectionsMax = 1'024;
/// Requests that wait for their batch or for the server's answer; each of the latter has a connection to the
/// server. One host may have half of them, so that others find room.
inline constexpr std::size_t kUnderWayMax = 512;
inline constexpr std::size_t kUnderWayOfHostMax = kUnderWayMax / 2;
/// A connection that asked for nothing in that time is cut, and so is one whose request has no answer then.
inline constexpr auto kRelayedConnectionTime = std::chrono::seconds(60);
/// From the first packet to the server until its answer. Clients wait a minute.
inline constexpr auto kUpstreamTime = std::chrono::seconds(50);
inline constexpr std::uint32_t kRetryAfterMs = 1'000;    // what a client is told that is to come again

}    // namespace vouch::client
