#pragma once
// A cast under way, and the ways to answer it. docs/protocol.md, section 7.

#include <optional>
#include <variant>

#include "election/ballot.h"
#include "election/envelope.h"
#include "server/answer.h"
#include "server/keys.h"
#include "server/limits.h"
#include "server/noticeboard.h"

namespace vouch::server {

/// The sealed reply; or a bare refusal, where no reply key could be read. One without a signature (all zero)
/// says nothing of the ballot but that it may be cast again.
using CastAnswer = std::variant<Bytes, election::CastRefusal>;

/// An envelope that was opened, and is not answered.
struct PendingCast {
    Bytes envelope;
    SecretBytes<32> reply_key;
    Result<election::Entry> entry;    // what waits is one
    Then<CastAnswer> then;
    TimePoint arrived;
};
using Verdict = std::optional<election::BallotVerdict>;    // none where nothing was verified
/// One whose proofs were looked at.
struct Candidate {
    PendingCast cast;
    Verdict verdict;
    const election::Entry& entry() const { return *cast.entry; }
};

/// From any thread. Keys and noticeboard outlive it.
class CastReplies {
public:
    CastReplies(const ConferenceKeys& keys, const Noticeboard& noticeboard)
        : keys_(keys), noticeboard_(noticeboard) {}

    /// Signed, not sealed. `wait`: until the ballot may come again, where that is not the same for every
    /// refusal of this reason.
    CastAnswer bare_refusal(ByteView envelope, Rejection rejection, Duration wait = {}) const;
    void refuse(const PendingCast& cast, Rejection rejection, Duration wait = {}) const;
    /// For a ballot that may be in the log though its receipt cannot be made now. Nobody signs it, since a
    /// signed refusal must never contradict the log.
    void put_off(const PendingCast& cast) const;
    void give_receipt(const PendingCast& cast, const election::Receipt& receipt) const;

private:
    const ConferenceKeys& keys_;
    const Noticeboard& noticeboard_;
};

}    // namespace vouch::server
