#pragma once
// How a member of the counting board is known before it is on the board. docs/protocol.md, section 4.

#include <string>

#include "crypto/bytes.h"
#include "crypto/note.h"

namespace vouch::wire {

/// What a trustee hands to the organizer, who compares the check characters before the board is signed.
struct KeyCard {
    std::string name;    // 1 to kTrusteeNameBytesMax bytes of UTF-8
    Bytes32 sign_key{}, box_key{};
    friend bool operator==(const KeyCard&, const KeyCard&) = default;
};
/// Eight characters "ABCD-EFGH" of Crockford base32: the first 40 bits of Hb("key card"; name, sign_key,
/// box_key). Compared by voice or on paper.
std::string comparison_characters(const KeyCard& card);
/// The same of a witness, who has no box key: Hb("witness key"; name, key) of its verifier key.
std::string comparison_characters(const Vkey& witness);

}    // namespace vouch::wire
