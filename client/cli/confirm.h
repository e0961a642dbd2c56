#pragma once
// Confirming an open or a close: what a trustee or a witness looks at, and its signature, once.
// docs/protocol.md, section 5, "Confirmation".

#include <string>
#include <vector>

#include "client/cli/files.h"
#include "crypto/signature.h"
#include "election/state.h"

namespace vouch::client {

/// What a confirmer looks at before it signs. The state it is drawn from was replayed by the confirmer
/// itself.
struct ConfirmationSheet {
    bool of_close = false;    // else of the open
    Bytes32 digest{};         // leaf hash of the open or the close
    std::string title;        // of the conference, in its first language
    bool rehearsal = false;
    std::string fingerprint;    // in groups of four
    std::uint32_t summoned = 0, present = 0;
    bool quorum_met = false;
    std::uint32_t papers = 0, ballots = 0;    // issued on paper; counted by tag, so far
    std::vector<std::string> confirmed_by;
    std::uint32_t needed = 0;
    bool by_me = false;    // this confirmer's signature is in the log

    std::string text() const;
};
/// Not fitting before the open, where nothing is left to be confirmed, and for a key that is no confirmer's.
Result<ConfirmationSheet> to_confirm(const election::State& state, const Bytes32& confirmer);

/// The confirmation's entry, of the open or close whose digest its sheet showed: not fitting where the log
/// has gone on to another one meanwhile. What is confirmed is on stable storage in `records` before this
/// returns; not fitting where another open, or another close, of this election was confirmed there before.
Result<Bytes> confirm(const election::State& state, const SigningKey& confirmer, const Path& records,
                      const Bytes32& digest_seen);

/// Not fitting where this confirmer confirmed another close of the election than the log has.
Status confirmed_no_other_close(const election::State& state, const Path& records);

}    // namespace vouch::client
