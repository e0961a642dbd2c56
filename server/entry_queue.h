#pragma once
// Entries on their way to the log, of any kind but the ballot: decoded on the verifiers, then in a bounded
// queue for the conference's strand.

#include <mutex>
#include <optional>
#include <vector>

#include "election/entry.h"
#include "server/limits.h"
#include "server/part.h"
#include "wire/answers.h"

namespace vouch::server {

using wire::Submitted;

class EntryQueue : public Part<EntryQueue> {
public:
    /// What is known of the sender of an entry.
    struct From {
        std::vector<Bytes32> organizers;    // those of the server; a manifest has to be signed by one of them
        std::optional<std::uint64_t> freeze;    // the freeze that was asked for over the same connection
    };
    struct Submission {
        election::Entry entry;
        From from;
        Then<Result<Submitted>> then;
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
    void enqueue(Bytes entry, From from, Then<Result<Submitted>> then);
    void decode(ByteView bytes, From from, Then<Result<Submitted>> then);
    void one_done();

    const Executors executors_;
    const std::size_t entries_max_;
    const std::function<void()> ready_;
    Strand strand_;

    mutable std::mutex mutex_;    // guards what follows
    std::vector<Submission> waiting_;
    std::size_t in_hand_ = 0;    // not answered yet
    bool stopping_ = false;
};

}    // namespace vouch::server
