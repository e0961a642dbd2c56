#pragma once
// A trustee's part in making the board's key, as a function of the replayed log, without the network.
// docs/protocol.md, section 4.

#include "client/cli/trustee/trustee.h"

namespace vouch::client {

/// The next step of a trustee.
struct CeremonyStep {
    std::vector<Bytes> entries;    // to be submitted now, in this order
    bool done = false;             // every trustee has acknowledged
    bool asks_anchor =
        false;    // all dealings are there and fit; the trustee acknowledges once it has compared the anchor
    std::string waiting_for;    // where there is nothing to submit and it is not done
};
/// Deals, checks the shares that others dealt, complains of those that do not fit, answers complaints,
/// acknowledges. The polynomial is on stable storage before its dealing is handed out, so that complaints can
/// be answered after a restart. Called again before the log holds its entries, it gives the same ones.
/// `compared` is the anchor that this member compared with the head's. It acknowledges only under this
/// anchor.
Result<CeremonyStep> ceremony_step(const election::State& state, const TrusteeKeys& keys,
                                   const std::optional<Bytes32>& compared);

/// s_i: the sum of the shares dealt to this trustee, from the boxes in the log and the answers to its
/// complaints. Bad proof where it is not the one whose public image the dealings fix.
Result<SecretScalar> secret_share(const election::State& state, const TrusteeKeys& keys);

}    // namespace vouch::client
