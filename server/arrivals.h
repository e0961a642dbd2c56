#pragma once
// Envelopes that arrived and are not opened yet. Hosts take turns, and so do the connections of one host;
// each has its share of the room, and who uses much of it works for what it sends next. docs/protocol.md,
// section 7.

#include <memory>
#include <optional>

#include "crypto/bytes.h"
#include "net/budget.h"
#include "server/turns.h"

namespace vouch::server {

/// Of all conferences together: envelopes that have no answer yet, counted twice for what is made of them.
inline constexpr std::size_t kBallotBytesMax = std::size_t{512} << 20;
/// A host holds as much as is left for all others, in bytes and in number: a hall is often one host.
inline constexpr std::size_t kBallotParts = 1;

/// From so many hundredths of its share on, a host's envelopes come with a puzzle solved, of so many bits.
struct PuzzleStep {
    std::size_t percent;
    unsigned bits;
};
inline constexpr PuzzleStep kPuzzleSteps[] = {{90, 11}, {75, 10}, {50, 8}};

/// Whose envelope it is, as far as turns and shares go. Kept in memory with the envelope, and nowhere else.
struct Sender {
    net::Host host = 0;
    std::uint64_t connection = 0;
    bool has_worked = false;    // solved the puzzle that it was given for this envelope
};

/// The room that a cast takes until it is answered.
struct Room {
    net::Budget::Held ballot, bytes;
};

/// Used under its owner's lock.
template <class Arrival>
class Arrivals {
public:
    Arrivals(std::size_t ballots_max, std::shared_ptr<net::Budget> bytes)
        : ballots_(ballots_max, kBallotParts), bytes_(std::move(bytes)) {}

    /// Nothing where the sender's host has its share.
    std::optional<Room> room(const Sender& sender, std::size_t envelope_bytes) {
        auto ballot = ballots_.take(sender.host, 1);
        auto bytes = bytes_->take(sender.host, 2 * envelope_bytes);
        if (!ballot || !bytes) return {};
        return Room{*std::move(ballot), *std::move(bytes)};
    }
    /// How much work its next envelope costs; 0 bits for none.
    unsigned puzzle_bits(const Sender& sender) const {
        const std::size_t used =
            std::max(ballots_.used_percent(sender.host), bytes_->used_percent(sender.host));
        for (const PuzzleStep& step : kPuzzleSteps)
            if (used >= step.percent) return step.bits;
        return 0;
    }

    void push(const Sender& sender, Arrival arrival) {
        waiting_.push(sender.host, sender.connection, std::move(arrival));
    }
    std::optional<Arrival> pop() {
        if (waiting_.empty()) return {};
        return waiting_.pop();
    }
    template <class Visit>
    void each(Visit&& visit) {
        waiting_.each(visit);
    }

private:
    net::Budget ballots_;    // by number, those that are open already among them
    std::shared_ptr<net::Budget> bytes_;
    InTurn<net::Host, InTurn<std::uint64_t, Line<Arrival>>> waiting_;
};

}    // namespace vouch::server
