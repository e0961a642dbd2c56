#pragma once
// What a slip says beside number and code: which conference and which counting board it was printed for.
// docs/protocol.md, section 5.

#include <string>

#include "crypto/bytes.h"

namespace vouch::election {

/// Hb("slip"; election_id, ceremony); the ceremony is the leaf hash of a board entry.
Bytes32 slip_anchor(const Bytes32& election_id, const Bytes32& ceremony);

/// Its first 8 characters, by which people see a mix-up; they stop no forger.
std::string anchor_mark(const Bytes32& anchor);

/// What a device does with a slip's anchor.
enum class SlipAnswer {
    good,    // it is that of the last board
    ask,     // there is none: the device seals only after it was given the fingerprint
    stop,    // not the conference, or not the board, of this slip
};
SlipAnswer judge_slip(ByteView anchor, const Bytes32& expected);

}    // namespace vouch::election
