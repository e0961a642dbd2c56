#pragma once
// One conference: the queues before its ledger, and the one sequencer that takes from them.
// docs/architecture.md, "One ballot's way"; docs/protocol.md, sections 3, 7 and 10.
//
// Entries and envelopes come from any thread into bounded queues. A strand takes them out: it applies, stores
// and signs, and only then answers. Ballots are verified on the worker threads, and wait for a tick at which
// enough others wait too.

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <mutex>
#include <variant>

#include "election/envelope.h"
#include "server/later.h"
#include "server/ledger.h"
#include "server/limits.h"
#include "server/published.h"
#include "server/spacing.h"

namespace vouch::server {

struct Submitted {
    std::uint64_t index = 0;
    Bytes32 leaf_hash{};
};
struct Frozen {
    TreeHead head;
    std::uint32_t for_ms = 0;
};
/// The sealed reply; or a bare refusal, where no reply key could be read. One without a signature (all zero)
/// says nothing of the ballot but that it may be cast again.
using CastAnswer = std::variant<Bytes, election::CastRefusal>;
/// Is told whenever what is published changes; called on the sequencer, so it only passes on.
using Follower = std::function<void(const std::shared_ptr<const Published>&)>;

class Conference : public std::enable_shared_from_this<Conference> {
public:
    /// Makes the folder of a new conference, whole or not at all. `origin` is its log's name for ever.
    static void make(const std::filesystem::path& folder, const std::string& origin);
    /// Replays the log. Throws StorageError as Ledger does.
    static std::shared_ptr<Conference> open(const std::filesystem::path& folder,
                                            const std::filesystem::path& signed_state, Threads threads,
                                            const Limits& limits = {});

    const ConferenceKeys& keys() const { return keys_; }
    std::shared_ptr<const Published> published() const;

    // From any thread. Each answers exactly once, on a thread of the server's.

    /// An entry of any kind but the ballot. A manifest must be signed by one of `organizers`.
    void submit(Bytes entry, std::vector<Bytes32> organizers, Then<Result<Submitted>> then);
    void cast(Bytes envelope, Then<CastAnswer> then);
    void look_up(const Bytes32& tracker, Then<election::Lookup> then);
    /// Admits what is queued, and each envelope that has arrived before this call, whatever interval, mixing
    /// and spacing say; then nothing but an open or a close for a while.
    void freeze(Then<Result<Frozen>> then);
    /// While voting: tells the followers that the vote closes after that time; nothing is closed by it.
    void last_call(std::chrono::seconds time, Then<Status> then);    // 0 takes it back
    void put_document(const Bytes32& sha256, Bytes content, Then<Status> then);
    void put_named_roll(Bytes sealed, Then<Status> then);
    /// That many one-time tokens, as text.
    void invite(std::uint32_t count, Then<Result<std::vector<std::string>>> then);
    void join(const std::string& token, KeyCard card, Then<Status> then);
    void list_key_cards(Then<Result<std::vector<KeyCard>>> then);

    using MaybeBytes = std::optional<Bytes>;    // nothing where there is no such file, or not yet
    void read_log_file(const LogFile& file, Then<Result<MaybeBytes>> then);
    void read_document(const Bytes32& sha256, Then<Result<MaybeBytes>> then);
    void read_named_roll(Then<Result<MaybeBytes>> then);

    /// Answers with what is published, and from then on calls `follower` until its owner lets go of it.
    void follow(const std::shared_ptr<Follower>& follower, Then<std::shared_ptr<const Published>> then);

    /// Takes nothing more, and answers what is queued without waiting for a tick; then says so.
    void stop(Then<Accepted> then);

private:
    using Strand = asio::strand<asio::thread_pool::executor_type>;
    using Verdict = std::optional<election::BallotVerdict>;    // none where nothing was verified
    struct Submission {
        Bytes entry;
        std::vector<Bytes32> organizers;
        Then<Result<Submitted>> then;
    };
    struct PendingCast {
        Bytes envelope;
        SecretBytes<32> reply_key;
        Result<election::Entry> entry;    // what waits is one
        Then<CastAnswer> then;
        std::chrono::steady_clock::time_point arrived;
    };
    using Batch = std::vector<PendingCast>;
    struct Candidate {
        PendingCast cast;
        Verdict verdict;
        const election::Entry& entry() const { return *cast.entry; }
    };
    struct Verification;

    Conference(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
               Threads threads, const Limits& limits);

    // conference.cpp: entries, the freeze, what is published. On the strand.
    void drain_entries();
    Result<Submitted> take(const Submission& submission);
    Status check_manifest(const election::Entry& entry, const std::vector<Bytes32>& organizers);
    void when_idle();
    void grant_freeze();
    void end_freeze();
    void after_commit(bool tell_followers);
    void publish();
    void push();

    // conference_files.cpp
    template <class T, class Work>
    void work_on(Strand& strand, Then<Result<T>> then, Work work);

    // conference_ballots.cpp: from the envelope to the verdict.
    void open_envelope(Bytes envelope, const Then<CastAnswer>& then, bool late);
    void opened_one();
    void enqueue(PendingCast cast, std::size_t body_bytes, bool late);
    bool has_room(std::size_t body_bytes) const;
    std::optional<Rejection> foreseen(std::size_t body_bytes) const;
    void arm_tick();    // from here on the strand
    void tick();
    void verify_before_tick();
    std::size_t queued() const;
    void verify(std::size_t count);
    void verified();
    bool frozen() const;
    bool hurried() const;
    void admit();

    // conference_admission.cpp: which ballots go together, and when.
    using TimePoint = std::chrono::steady_clock::time_point;    // one for all that a tick decides
    std::vector<Candidate> take_due(TimePoint now);
    bool enough_wait(TimePoint now) const;
    bool answered_alone(const Candidate& candidate, TimePoint now) const;
    Duration too_soon(const Candidate& candidate, TimePoint now) const;
    void admit(const std::vector<Candidate>& due, TimePoint now);
    using Places = std::vector<std::pair<std::size_t, Ledger::Recorded>>;    // of those that are in the log
    void give_receipts(const std::vector<Candidate>& due, const Places& recorded);

    Bytes32 election_id() const;
    void refuse(const PendingCast& cast, Rejection rejection, Duration wait = {}) const;
    void put_off(const PendingCast& cast) const;
    CastAnswer bare_refusal(ByteView envelope, Rejection rejection, Duration wait = {}) const;

    const Threads threads_;
    const Limits limits_;
    ConferenceKeys keys_;
    Strand strand_, reading_strand_;
    Store reading_store_;    // on the reading strand

    // On the strand.
    Ledger ledger_;
    std::vector<std::shared_ptr<Verification>> taken_;    // off the queue since the last tick, in order
    std::size_t under_way_ = 0;                           // of them, not yet verified
    std::vector<Candidate> waiting_;                      // verified; for others to be admitted with
    Spacing spacing_;
    bool tick_due_ = false, tick_armed_ = false, ending_ = false;
    std::vector<Then<Result<Frozen>>> freeze_waiters_;
    bool entries_frozen_ = false;    // from the turn of a freeze to its end
    bool freeze_granted_ = false;
    std::optional<std::chrono::steady_clock::time_point> last_call_ends_;
    Then<Accepted> stopped_;    // once stop() was called
    std::vector<std::weak_ptr<Follower>> followers_;
    bool push_armed_ = false, ballots_armed_ = false;
    std::uint32_t ballots_shown_ = 0;
    // Long ago: the clock itself may have begun a moment ago, with the machine.
    std::chrono::steady_clock::time_point ballots_shown_at_ = std::chrono::steady_clock::time_point::min();
    std::chrono::steady_clock::time_point pushed_at_ = ballots_shown_at_;
    asio::steady_timer tick_timer_, freeze_timer_, push_timer_, ballots_timer_;

    mutable std::mutex mutex_;    // guards what follows
    std::vector<Submission> entries_;
    Batch ballots_;
    std::size_t envelopes_arrived_ = 0;    // not opened yet
    std::size_t casts_in_hand_ = 0;        // queued, being verified, or waiting
    bool frozen_ = false;                  // for casts: from the request for a freeze to its end
    bool stopping_ = false;
    Bytes32 election_id_{};
    std::shared_ptr<const Published> published_;
    std::shared_ptr<const election::Opening> opening_;    // of the same moment
};

}    // namespace vouch::server
