#pragma once
// The receipt for one entry (c2sp.org/tlog-proof): proves offline, against the log's key, that a signed tree
// holds it. docs/audit-log-format.md, section 6; docs/protocol.md, section 7.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/merkle.h"
#include "crypto/note.h"

namespace vouch {

inline constexpr std::size_t kProofHashesMax = 64;    // the height of a tree of 2^64 leaves

/// A receipt as it is written. Nothing in it is verified yet.
struct TlogProof {
    std::optional<Bytes> extra;    // not covered by the proof; our receipts have none
    std::uint64_t index = 0;
    std::vector<Bytes32> path;    // PATH(index, D[size]), bottom up
    std::string checkpoint;       // the signed note

    /// Takes one spelling only; everything else is malformed or too large. The checkpoint inside is checked
    /// by verify_receipt.
    static Result<TlogProof> parse(std::string_view receipt);
    std::string to_string() const;
    friend bool operator==(const TlogProof&, const TlogProof&) = default;
};

/// What a receipt proves: this place in the tree of this checkpoint.
struct ProvenEntry {
    std::uint64_t index = 0;
    VerifiedCheckpoint in;
};

/// Whether the log signed a tree that holds this leaf, where the receipt says. Bad proof where it does not;
/// otherwise as parse and verify_checkpoint say.
Result<ProvenEntry> verify_receipt(std::string_view receipt, const Bytes32& leaf, const Vkey& log,
                                   std::span<const Vkey> witnesses = {});

}    // namespace vouch
