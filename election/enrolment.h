#pragma once
// Codes, the roll's hashes, credentials and enrolment. docs/protocol.md, sections 2, 3 and 5.

#include <string>
#include <string_view>

#include "crypto/representation.h"
#include "crypto/signature.h"
#include "election/bodies.h"
#include "election/crockford.h"
#include "election/typed.h"

namespace vouch::election {

inline constexpr std::size_t kCodeCharacters = 20;    // 100 bits

/// A participant's code: 20 characters of the alphabet above, secret.
using Code = SecretBytes<kCodeCharacters>;
Code draw_code(Rng& rng);
/// Reads the 20 characters, as they stand in a slip's link. Malformed for anything else.
Result<Code> read_code(std::string_view letters);
/// Reads what people type: the 20 characters and their two check characters. Malformed, with a sentence that
/// says where to look again.
Result<Code> read_typed_code(std::string_view typed);
/// What slips print in letters: the code, and behind it its check characters.
using PrintedCode = SecretBytes<kTypedCode.characters>;
PrintedCode printed_code(const Code& code);

/// The Ed25519 key made from the seed Hb("code"; nonce, le32(roll number), code). `nonce` is the manifest's.
SigningKey code_key(const Bytes32& nonce, std::uint32_t roll_number, const Code& code);

/// Hb("person"; salt, le32(number), name, unit); name and unit in UTF-8, normalization form C, trimmed.
Bytes32 person_hash(const Bytes32& salt, std::uint32_t number, std::string_view name, std::string_view unit);

/// Makes a credential for this election and number. It is another one each time. The code is hashed into it,
/// so that it stays secret as long as either the system's random bytes or the code do.
Credential draw_credential(const Code& code, const Bytes32& election_id, std::uint32_t roll_number, Rng& rng);

/// e = Hs("enrol"; election_id, le32(roll number), pk, R)
Enrolment make_enrolment(const Bytes32& election_id, std::uint32_t roll_number, const Credential& credential,
                         Rng& rng);
/// Bad proof for an identity pk and for a proof that does not hold.
Status check_enrolment(const Bytes32& election_id, const Enrolment& enrolment);

}    // namespace vouch::election
