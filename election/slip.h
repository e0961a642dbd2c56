#pragma once
// The anchor of a slip: which conference and which counting board it was printed for. docs/protocol.md,
// section 5.1.

#include <optional>
#include <string>

#include "crypto/bytes.h"

namespace vouch::election {

/// Hb("slip"; election_id, ceremony); the ceremony is the leaf hash of a board entry.
Bytes32 slip_anchor(const Bytes32& election_id, const Bytes32& ceremony);

/// Its first 8 characters, by which people notice a mix-up. They are too few to stop a forger.
std::string anchor_mark(const Bytes32& anchor);

/// What a device does with a slip's anchor.
enum class AnchorAnswer {
    good,    // it names the last board
    ask,     // there is none: the device seals only after it was given the fingerprint
    stop,    // the slip names another conference or another board
};
/// `expected` is the anchor of the last board in the log; nothing where there is none.
AnchorAnswer judge_slip(ByteView anchor, const std::optional<Bytes32>& expected);

}    // namespace vouch::election
