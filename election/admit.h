#pragma once
// The rows of the table in docs/protocol.md, section 3.5: conditions, proofs and effect of each kind. Called
// by apply alone, once size, form, duplicate, phase, signers and signatures have been looked at. Each checks
// everything before it changes anything; apply alone extends the log.

#include "election/state.h"

namespace vouch::election {

Status admit(State& state, const Entry& entry, const Manifest& manifest);
Status admit(State& state, const Entry& entry, const Roll& roll);
Status admit(State& state, const Entry& entry, const Board& board);
Status admit(State& state, const Entry& entry, const Dealing& dealing);
Status admit(State& state, const Entry& entry, const Acknowledgement& acknowledgement);
Status admit(State& state, const Entry& entry, const Complaint& complaint);
Status admit(State& state, const Entry& entry, const Answer& answer);
Status admit(State& state, const Entry& entry, const Enrolment& enrolment);
Status admit(State& state, const Entry& entry, const Revocation& revocation);
Status admit(State& state, const Entry& entry, const Paper& paper);
Status admit(State& state, const Entry& entry, const Open& open);
Status admit(State& state, const Entry& entry, const Confirmation& confirmation);
/// `told` is the verdict of verify(), or null where there is none.
Status admit_ballot(State& state, const Entry& entry, const BallotVerdict* told);
Status admit(State& state, const Entry& entry, const Close& close);
Status admit(State& state, const Entry& entry, const PaperCount& count);
Status admit(State& state, const Entry& entry, const DecryptionShares& shares);
Status admit(State& state, const Entry& entry, const Annulment& annulment);
Status admit(State& state, const Entry& entry, const Announcement& announcement);

/// What an open and a close both name: their own leaf index and the root of exactly the log before them.
template <class Ends>
Status names_the_end(const State& state, const Ends& ends, const char* kind) {
    if (ends.index != state.log.size()) return {Reason::not_fitting, std::string(kind) + ": wrong index"};
    if (ends.root != state.log.root()) return {Reason::not_fitting, std::string(kind) + ": wrong root"};
    return accepted();
}

}    // namespace vouch::election
