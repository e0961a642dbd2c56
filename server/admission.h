#pragma once
// Which verified ballots are admitted together, and when: applied in a random order, stored, signed, then
// answered. docs/protocol.md, section 3.7.

#include <functional>
#include <vector>

#include "server/cast_replies.h"
#include "server/ledger_guard.h"
#include "server/spacing.h"

namespace vouch::server {

/// Used on the conference's strand alone. Ledger and replies outlive it.
class Admission {
public:
    Admission(LedgerGuard& ledger, const CastReplies& replies, const Limits& limits)
        : ledger_(ledger), replies_(replies), limits_(limits), spacing_(limits.replace_after) {}

    /// Makes room for so many more, so that wait() needs no memory for them.
    void expect(std::size_t more) { waiting_.reserve(waiting_.size() + more); }
    void wait(Candidate candidate) { waiting_.push_back(std::move(candidate)); }
    std::size_t waiting() const { return waiting_.size(); }

    /// Admits and answers the waiting ballots that are due, or all of them with `hurry`. Calls `log_grown`
    /// where the log may have grown, before any answer: whoever has a receipt finds the ballot in what is
    /// published.
    void admit(bool hurry, const std::function<void()>& log_grown);

    /// Before a freeze no replacement is too soon, since the close may follow.
    void set_frozen(bool frozen) { frozen_ = frozen; }
    void set_last_call(bool called) { last_call_ = called; }
    /// How long such a replacement waits, with or without a last call.
    Duration replacement_wait(std::uint32_t revision) const { return spacing_.wait(revision, last_call_); }

private:
    struct Refused {
        std::size_t i;    // index among those that are due
        Rejection rejection;
        Duration wait{};
    };
    struct Outcome {
        std::vector<std::pair<std::size_t, Ledger::Recorded>>
            recorded;    // by their index among those that are due
        std::vector<Refused> refused;
    };

    enum class Turn { due, waits, refused };
    std::vector<Candidate> take_due(const Ledger& ledger, bool hurry, TimePoint now);
    std::vector<Turn> turns_of_waiting(const Ledger& ledger, bool hurry, TimePoint now) const;
    bool enough_wait(TimePoint now) const;
    bool answered_alone(const Ledger& ledger, const Candidate& candidate, TimePoint now) const;
    Duration too_soon(const Ledger& ledger, const Candidate& candidate, TimePoint now) const;
    Outcome apply_all(Ledger& ledger, const std::vector<Candidate>& due, TimePoint now);
    void answer(const std::vector<Candidate>& due, Outcome outcome, const Status& committed);
    void give_receipts(Ledger& ledger, const std::vector<Candidate>& due, const Outcome& outcome) const;

    LedgerGuard& ledger_;
    const CastReplies& replies_;
    const Limits limits_;
    std::vector<Candidate> waiting_;    // ballots that wait for others to be admitted with
    Spacing spacing_;
    bool frozen_ = false, last_call_ = false;
};

}    // namespace vouch::server
