// Setup: how the counting board makes its key. docs/protocol.md, section 4. That a board is there, and the
// signing trustee on it, was settled with the signers.

#include "election/admit.h"

namespace vouch::election {

Status admit(State& state, const Entry& entry, const Dealing& dealing) {
    Ceremony& ceremony = *state.ceremony;
    if (dealing.commitments.size() != state.manifest.threshold)
        return {Reason::malformed, "dealing: not t commitments"};
    if (dealing.sealed_shares.size() != state.manifest.trustees)
        return {Reason::malformed, "dealing: not n sealed shares"};
    if (dealing.ceremony != ceremony.digest) return {Reason::not_fitting, "dealing: another ceremony"};
    if (ceremony.dealings.contains(dealing.trustee))
        return {Reason::not_fitting, "dealing: a second one of this trustee"};
    VOUCH_REQUIRE(check_dealing(ceremony.digest, dealing.trustee, dealing.commitments,
                                {dealing.proof_r, dealing.proof_z}));
    if (ceremony.dealings.size() + 1 == state.manifest.trustees) {
        std::vector<Commitments> all = ceremony.commitments();
        all.push_back(dealing.commitments);
        if (joint_key(all).is_identity()) return {Reason::bad_proof, "dealing: joint key is the identity"};
    }

    ceremony.dealings.emplace(dealing.trustee, dealing);
    ceremony.dealing_hashes.emplace(dealing.trustee, entry.leaf_hash);
    return accepted();
}

Status admit(State& state, const Entry&, const Acknowledgement& acknowledgement) {
    Ceremony& ceremony = *state.ceremony;
    if (acknowledgement.ceremony != ceremony.digest)
        return {Reason::not_fitting, "acknowledgement: another ceremony"};
    if (!ceremony.dealt()) return {Reason::not_fitting, "acknowledgement: dealings are missing"};
    if (acknowledgement.dealings != ceremony.dealings_digest())
        return {Reason::not_fitting, "acknowledgement: other dealings"};
    for (const auto& [pair, answer] : ceremony.complaints)
        if (pair.second == acknowledgement.trustee && !answer)
            return {Reason::not_fitting, "acknowledgement: a complaint of this trustee stands"};
    if (!ceremony.acknowledged.insert(acknowledgement.trustee).second)
        return {Reason::not_fitting, "acknowledgement: a second one of this trustee"};
    return accepted();
}

Status admit(State& state, const Entry&, const Complaint& complaint) {
    Ceremony& ceremony = *state.ceremony;
    if (complaint.ceremony != ceremony.digest) return {Reason::not_fitting, "complaint: another ceremony"};
    if (complaint.dealer == complaint.trustee) return {Reason::not_fitting, "complaint: not another trustee"};
    if (!ceremony.dealings.contains(complaint.dealer))
        return {Reason::not_fitting, "complaint: before the dealing"};
    if (ceremony.acknowledged.contains(complaint.trustee))
        return {Reason::not_fitting, "complaint: after the acknowledgement"};
    if (!ceremony.complaints.emplace(std::pair{complaint.dealer, complaint.trustee}, std::nullopt).second)
        return {Reason::not_fitting, "complaint: a second one of this pair"};
    return accepted();
}

Status admit(State& state, const Entry&, const Answer& answer) {
    Ceremony& ceremony = *state.ceremony;
    if (answer.ceremony != ceremony.digest) return {Reason::not_fitting, "answer: another ceremony"};
    const auto complaint = ceremony.complaints.find({answer.dealer, answer.complainer});
    if (complaint == ceremony.complaints.end() || complaint->second)
        return {Reason::not_fitting, "answer: no such complaint stands"};
    if (!share_fits(answer.share, answer.complainer, ceremony.dealings.at(answer.dealer).commitments))
        return {Reason::bad_proof, "answer: share"};

    complaint->second = answer.share;
    return accepted();
}

}    // namespace vouch::election
