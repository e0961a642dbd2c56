#pragma once
// Entries on their way to the log, of any kind but the ballot: decoded on the verifiers, hosts by turns and
// few at a time, since ballots wait for the same threads; then in a queue for the conference's strand. Each
// host has its share of the room.

#include <mutex>
#include <optional>
#include <vector>

#include "election/entry.h"
#include "server/limits.h"
#include "server/part.h"
#include "server/turns.h"
#include "wire/answers.h"

namespace vouch::server {

using wire::Submitted;

/// A host's entries that are not answered yet are at most one of so many parts of what is left for all
/// others.
inline constexpr std::size_t kEntryParts = 16;

class EntryQueue : public Part<EntryQueue> {
public:
    /// What is known of the sender of an entry.
    struct From {
        net::Host host = 0;
        std::vector<Bytes32> organizers;    // those of the server; a manifest has to be signed by one of them
        std::optional<std::uint64_t> freeze;    // the freeze that was asked for over the same connection
    };
    struct Submission {
        election::Entry entry;
        From from;
        Then<Result<Submitted>> then;
        net::Budget::Held place;
        Result<Submitted> outcome = failed_work();
    };

    /// `ready` is called on the strand when there is something to take.
    EntryQueue(const Strand& strand, const Executors& executors, std::size_t entries_max,
               std::function<void()> ready);

    // From any thread.

    asio::awaitable<Result<Submitted>> submit(Bytes entry, From from);
    bool idle() const;
    /// Refuses entries from now on.
    void stop();

    // On the strand.

    /// Takes out all that wait, in the order in which they were decoded.
    std::vector<Submission> take();
    /// Tells its outcome, where it has somebody to tell.
    void answer(Submission& submission);

private:
    struct Undecoded {
        Bytes entry;
        From from;
        Then<Result<Submitted>> then;
        net::Budget::Held place;
    };

    void enqueue(Bytes entry, From from, Then<Result<Submitted>> then);
    void decode_more();
    std::optional<Undecoded> next_to_decode();
    void begin_to_decode(Undecoded next);
    void decode(Undecoded next);
    void decoded_one();
    void one_done();

    const Executors executors_;
    const std::function<void()> ready_;
    Strand strand_;
    net::Budget places_;    // of entries that are not answered yet

    mutable std::mutex mutex_;    // guards what follows
    InTurn<net::Host, Line<Undecoded>> undecoded_;
    std::size_t decoding_ = 0;    // by a verifier, or on the way to one
    std::vector<Submission> waiting_;
    std::size_t in_hand_ = 0;    // not answered yet
    bool stopping_ = false;
};

}    // namespace vouch::server
