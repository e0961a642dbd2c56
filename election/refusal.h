#pragma once
// What a refused device can show, and whether the log's refusal was right. docs/protocol.md, section 7.

#include <optional>
#include <string_view>

#include "election/envelope.h"
#include "election/state.h"

namespace vouch::election {

struct RefusalEvidence {
    Bytes32 election_id{};
    Bytes ballot_body;
    Bytes32 reply_key{};    // no secret any more: the reply that it opened has come
    Reason reason = Reason::malformed;
    Bytes64 signature{};    // the log's, over refusal_message()
};

enum class RefusalStanding { right, wrong, recorded, cannot_be_told };
std::string_view name(RefusalStanding standing);

struct JudgedRefusal {
    RefusalStanding standing = RefusalStanding::cannot_be_told;
    std::optional<Rejection> fault;    // of the ballot, where it is not good
};

/// Judges by a log that was read after the refusal. Bad signature where the log's key did not refuse just
/// this ballot for just this reason, so that nothing is shown; not fitting for another election; too early
/// where the log holds no open.
Result<JudgedRefusal> judge_refusal(const State& state, const Bytes32& log_key,
                                    const RefusalEvidence& evidence);

}    // namespace vouch::election
