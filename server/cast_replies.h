#pragma once
// A cast that is not answered yet, and the replies to it. docs/protocol.md, section 7.

#include <optional>
#include <variant>

#include "election/ballot.h"
#include "election/envelope.h"
#include "server/answer.h"
#include "server/arrivals.h"
#include "server/keys.h"
#include "server/limits.h"
#include "server/noticeboard.h"
#include "server/refused_envelopes.h"

namespace vouch::server {

/// A reply that only the sender can open. The server itself knows whether it is a refusal.
struct SealedReply {
    Bytes bytes;
    std::optional<Reason> refused;
};
/// The envelope was not looked at: its sender is to solve a puzzle of so many bits for it.
struct PuzzleWanted {
    unsigned bits = 0;
};
/// The sealed reply; or a bare refusal, where no reply key could be read, or the envelope was refused before.
/// One without a signature (all zero) says nothing of the ballot but that it may be cast again.
using CastAnswer = std::variant<SealedReply, election::CastRefusal, PuzzleWanted>;

/// Not signed: whoever sent it may send it again.
inline election::CastRefusal come_again(Rejection rejection) {
    const std::uint32_t retry = retry_after_ms(rejection.reason);
    return {std::move(rejection), retry, {}};
}

/// An opened envelope that is not answered yet.
struct PendingCast {
    Bytes envelope;
    SecretBytes<32> reply_key;
    Result<election::Entry> entry;    // it holds an entry while it waits
    Then<CastAnswer> then;
    Room room;
    TimePoint arrived;
};
using Verdict = std::optional<election::BallotVerdict>;    // none where the proofs were not checked
/// A cast whose proofs were checked.
struct Candidate {
    PendingCast cast;
    Verdict verdict;
    const election::Entry& entry() const { return *cast.entry; }
};

/// May be called from any thread. Keys and noticeboard outlive it.
class CastReplies {
public:
    CastReplies(const ConferenceKeys& keys, const Noticeboard& noticeboard)
        : keys_(keys), noticeboard_(noticeboard) {}

    /// A refusal that is signed and not sealed. `wait` says when the ballot may come again, where the reason
    /// alone does not.
    CastAnswer bare_refusal(ByteView envelope, Rejection rejection, Duration wait = {}) const;
    /// A bad proof is remembered, with its envelope.
    void refuse(const PendingCast& cast, Rejection rejection, Duration wait = {}) const;
    bool refused_before(ByteView envelope) const { return refused_.contains(envelope); }
    /// For a ballot that may be in the log though its receipt cannot be made now. Nobody signs it, since a
    /// signed refusal must never contradict the log.
    void put_off(const PendingCast& cast) const;
    void give_receipt(const PendingCast& cast, const election::Receipt& receipt) const;

private:
    const ConferenceKeys& keys_;
    const Noticeboard& noticeboard_;
    mutable RefusedEnvelopes refused_;
};

}    // namespace vouch::server
