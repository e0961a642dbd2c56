#pragma once
// Codes, the roll's hashes, enrolment and the opening's fingerprint. docs/protocol.md, sections 3 and 5.

#include <string>
#include <string_view>

#include "crypto/schnorr.h"
#include "crypto/signature.h"
#include "election/bodies.h"

namespace vouch::election {

inline constexpr std::size_t kCodeCharacters = 20;    // 100 bits
inline constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A participant's code: 20 characters of the alphabet above, secret.
using Code = SecretBytes<kCodeCharacters>;
Code draw_code(Rng& rng);
/// As people type it: spaces and hyphens dropped, lower case read as upper, O as 0, I and L as 1.
/// Malformed for anything that is not 20 characters then.
Result<Code> read_code(std::string_view typed);

/// The Ed25519 key made from the seed Hb("code"; nonce, le32(roll number), code). `nonce` is the manifest's.
SigningKey code_key(const Bytes32& nonce, std::uint32_t roll_number, const Code& code);

/// Hb("person"; salt, le32(number), name, unit); name and unit in UTF-8, normalization form C, trimmed.
Bytes32 person_hash(const Bytes32& salt, std::uint32_t number, std::string_view name, std::string_view unit);

/// e = Hs("enrol"; election_id, le32(roll number), pk, R)
Enrolment make_enrolment(const Bytes32& election_id, std::uint32_t roll_number, const SecretScalar& sk,
                         NonceSource& nonces);
/// Bad proof for an identity pk and for a proof that does not hold.
Status check_enrolment(const Bytes32& election_id, const Enrolment& enrolment);

/// The bytes that a board member's QR code shows: Hb("fingerprint"; election_id, open_digest).
Bytes32 fingerprint_hash(const Bytes32& election_id, const Bytes32& open_digest);
/// Sixteen decimal digits from Argon2id over them, "4314026407314297". Slow on purpose: 64 MiB and a blink.
std::string fingerprint(const Bytes32& election_id, const Bytes32& open_digest);
/// The same in groups of four, as it is read out.
std::string in_groups_of_four(std::string_view digits);

/// The first 16 bytes of a tracker in Crockford base32: 26 characters.
std::string tracker_text(const Bytes32& tracker);

}    // namespace vouch::election
