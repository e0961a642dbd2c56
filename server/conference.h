#pragma once
// One conference: the one sequencer of its log, and the parts that work for it. docs/architecture.md, "One
// ballot's way"; docs/protocol.md, sections 3, 7 and 10.
//
// Entries and envelopes come from any thread into bounded queues. A strand takes them out: it applies, stores
// and signs, and only then answers.

#include <atomic>

#include "server/archive.h"
#include "server/ballot_queue.h"
#include "server/entry_queue.h"
#include "server/freeze.h"

namespace vouch::server {

class Conference : public std::enable_shared_from_this<Conference> {
public:
    /// Makes the folder of a new conference, whole or not at all. `origin` is the name of its log, which
    /// never changes.
    static void make(const std::filesystem::path& folder, const std::string& origin);
    /// Replays the log. Throws StorageError as Ledger does.
    static std::shared_ptr<Conference> open(const std::filesystem::path& folder,
                                            const std::filesystem::path& signed_state,
                                            const Executors& executors, const Limits& limits = {});

    const ConferenceKeys& keys() const { return keys_; }
    Archive& archive() { return archive_; }

    // From any thread. Each is answered exactly once.

    std::shared_ptr<const Published> published() const { return noticeboard_.published(); }
    /// False while the disk fails; from any thread.
    bool in_service() const { return in_service_; }
    /// An entry of any kind but the ballot. An open or a close that is refused ends the freeze it came with.
    asio::awaitable<Result<Submitted>> submit(Bytes entry, EntryQueue::From from);
    asio::awaitable<CastAnswer> cast(Bytes envelope, Sender sender = {});
    asio::awaitable<Result<election::LookupResult>> look_up(Bytes32 tracker);
    /// As Freeze::ask says.
    asio::awaitable<Result<FreezeGranted>> freeze();
    /// Ends the freeze of that number.
    void end_freeze(std::uint64_t number);
    /// While voting: tells the followers that the vote closes after that time; nothing is closed by it.
    /// Returns how many followers there are.
    asio::awaitable<Result<std::uint32_t>> last_call(std::chrono::seconds time);    // 0 takes it back
    /// Keeps a checked bulletin and tells the followers that there is one. Bad signature where its key may
    /// post none of its kind; wrong phase for figures of paper ballots that are not being counted; duplicate
    /// where one with as great a number is kept.
    asio::awaitable<Status> post(KeptBulletin bulletin);
    /// Returns what is published, and calls `follower` at each change from then on, until its owner drops it.
    asio::awaitable<Result<std::shared_ptr<const Published>>> follow(std::weak_ptr<Follower> follower);

    /// Takes no more requests, and answers those that are queued without waiting for a tick.
    asio::awaitable<Accepted> stop();

private:
    Conference(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
               const Executors& executors, const Limits& limits);

    // On the strand.
    void drain_entries();
    Status take_all(std::vector<EntryQueue::Submission>& waiting);
    Result<Submitted> take(const EntryQueue::Submission& submission);
    Status check_manifest(Ledger& ledger, const election::Entry& entry,
                          const std::vector<Bytes32>& organizers);
    Result<std::uint32_t> call(std::chrono::seconds time);
    Status keep(const KeptBulletin& bulletin);
    void after_commit(bool tell);
    void count_what_is_new(const election::State& state);
    void publish(bool tell);
    void recover_later();
    void when_idle();

    const Limits limits_;
    ConferenceKeys keys_;
    Strand strand_;
    LedgerGuard ledger_;    // on the strand
    Noticeboard noticeboard_;
    CastReplies replies_;
    Admission admission_;    // on the strand
    BallotQueue queue_;
    Freeze freeze_;
    EntryQueue entries_;
    Archive archive_;
    /// What is published beside the log.
    struct Beside {
        std::optional<TimePoint> last_call_ends;
        std::uint64_t last_bulletin = 0;
    };
    const std::shared_ptr<Metrics> metrics_;
    std::atomic<bool> in_service_ = true;
    // On the strand.
    std::uint64_t entries_counted_ = 0, ballots_counted_ = 0;    // by the metrics
    Beside beside_;
    Then<Accepted> stopped_;    // once stop() was called
    Timer recovery_timer_;
};

}    // namespace vouch::server
