#pragma once
// Confirming an open or a close: what a trustee or a witness is shown, and its signature. docs/protocol.md,
// section 5, "Confirmation".

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crypto/signature.h"
#include "disk/files.h"
#include "election/state.h"

namespace vouch::client {

/// What a confirmer is shown before it signs. It is made from a state that the confirmer replayed itself.
struct ConfirmationSheet {
    bool of_close = false;         // false: of the open
    Bytes32 digest{};              // leaf hash of the open or the close
    std::string title;             // of the conference, in its first language; a rehearsal's says so
    std::string opening_number;    // read out before the open is confirmed
    std::string anchor_mark;       // the eight characters that slips show
    /// In groups of four, and the 32 bytes of its QR code; nobody has them before the open is confirmed.
    std::string fingerprint;
    std::optional<Bytes32> fingerprint_hash;
    std::uint32_t summoned = 0, present = 0;
    bool quorum_met = false;
    std::uint32_t papers = 0, ballots = 0;    // issued on paper; counted by tag, so far
    std::vector<std::string> confirmed_by;
    std::uint32_t needed = 0, trustees_needed = 0;    // q, and how many of them have to be trustees
    bool by_me = false;                               // this confirmer's signature is in the log

    std::string text() const;
};
/// Not fitting before the open, where everything is confirmed, and for a key that no confirmer has.
Result<ConfirmationSheet> to_confirm(const election::State& state, const Bytes32& confirmer);

/// Who confirms: a trustee, whose confirmation of the open carries a coin, or a witness.
struct Confirmer {
    const SigningKey& sign;
    const Path& records;                            // its folder
    std::function<Result<SecretScalar>()> share;    // a trustee's s; empty for a witness
};

/// Makes the entry that confirms the open or close whose digest the sheet showed: not fitting where the log
/// has gone on to another one meanwhile. What is confirmed is on stable storage in its records before
/// signature or coin are made; not fitting where another open, or another close, of this election was
/// confirmed there before.
Result<Bytes> confirm(const election::State& state, const Confirmer& confirmer, const Bytes32& digest_seen);

/// Not fitting where this confirmer confirmed another close of the election than the log has.
Status confirmed_no_other_close(const election::State& state, const Path& records);

}    // namespace vouch::client
