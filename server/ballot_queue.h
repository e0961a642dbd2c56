#pragma once
// From the envelope to the verdict: envelopes are opened on the verifiers, wait in a bounded queue, and are
// verified in batches; at each tick what is verified goes on to admission. docs/architecture.md, "One
// ballot's way".

#include <mutex>

#include "server/admission.h"
#include "server/part.h"

namespace vouch::server {

class BallotQueue : public Part<BallotQueue> {
public:
    /// The conference's functions: one is called when ballots were admitted, one when nothing is under way
    /// any more.
    struct Told {
        std::function<void()> log_grown;
        std::function<void()> idle;
    };
    /// All arguments but `limits` outlive it.
    BallotQueue(const Strand& strand, const Executors& executors, const Limits& limits,
                const ConferenceKeys& keys, const Noticeboard& noticeboard, const CastReplies& replies,
                Admission& admission, Told told);

    // From any thread.

    /// When it is awaited decides whether the envelope comes too late for a freeze, however long it then
    /// waits to be opened (but Limits::freeze_waits at most).
    asio::awaitable<CastAnswer> cast(Bytes envelope, const Sender& sender);
    /// Begins a freeze: later envelopes are refused, and earlier ones need not wait for others.
    void close_door();
    void open_door();

    // On the strand.

    /// Verifies the queued ballots on all threads. Then all that are due are admitted.
    void tick();
    /// Whether every ballot that was not late has its answer.
    bool idle() const;
    /// For a freeze that has waited long enough: what is not opened yet comes too late.
    void wait_no_longer();
    /// Takes no more envelopes, and answers those it has without waiting for a tick.
    void stop();

private:
    struct Arrival {
        Bytes envelope;
        Then<CastAnswer> then;
        Room room;
        bool late = false;
    };
    using Batch = std::vector<PendingCast>;
    /// Ballots that one thread verifies together. Until it is done no other thread touches them.
    struct Verification {
        Batch batch;
        std::vector<Verdict> verdicts;
    };

    std::optional<CastAnswer> take_in(Bytes& envelope, const Sender& sender, Then<CastAnswer>& then);
    void open_more();
    std::optional<Arrival> next_to_open();
    void open(Arrival arrival);
    void open_envelope(Arrival arrival);
    void opened_one(bool late);
    void enqueue(PendingCast cast, std::size_t body_bytes, bool late);
    std::optional<Rejection> foreseen(std::size_t body_bytes) const;
    bool hurried() const;

    // On the strand.
    void arm_tick();
    template <class Work>
    void or_at_next_tick(Work&& work);
    void verify_before_tick();
    void verify_due();
    std::size_t queued() const;
    void verify(std::size_t count);
    static void verify_all(Verification& work, const election::Opening& opening);    // on a verifier
    void verified();
    void admit();

    const Executors executors_;
    const Limits limits_;
    const ConferenceKeys& keys_;
    const Noticeboard& noticeboard_;
    const CastReplies& replies_;
    Admission& admission_;
    const Told told_;
    Strand strand_;

    // On the strand.
    std::vector<std::shared_ptr<Verification>> taken_;    // off the queue since the last tick, in order
    std::size_t under_way_ = 0;                           // how many of these are not verified yet
    std::size_t due_ = 0;    // how many of the queue are still to be taken for the tick that is due
    bool tick_due_ = false, tick_armed_ = false;
    Timer tick_timer_;

    mutable std::mutex mutex_;    // guards what follows
    Arrivals<Arrival> arrivals_;
    std::size_t opening_ = 0;
    Batch ballots_;
    std::size_t envelopes_arrived_ = 0;    // not late, and not opened yet
    bool door_closed_ = false;
    bool stopping_ = false;
};

}    // namespace vouch::server
