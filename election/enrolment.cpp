#include "election/enrolment.h"

#include <algorithm>

#include "crypto/secret_transcript.h"
#include "election/check_characters.h"

namespace vouch::election {
namespace {

Transcript enrolment_statement(const Bytes32& election_id, std::uint32_t roll_number, const Point& pk) {
    return Transcript("enrol").add(election_id).add_le32(roll_number).add(pk);
}

}    // namespace

Code draw_code(Rng& rng) {
    Code code;
    rng.fill(code.mutable_view());
    for (std::uint8_t& byte : code.mutable_view())
        byte = static_cast<std::uint8_t>(letter_at(byte % kCodeAlphabet.size()));    // 32 letters: no bias
    return code;
}

Result<Code> read_code(std::string_view letters) {
    Code code;
    if (read_typed(letters, kCodeInLink, code.mutable_view()))
        return {Reason::malformed, std::string(kCodeInLink.name)};
    return code;
}

Result<Code> read_typed_code(std::string_view typed) {
    SecretBytes<kTypedCode.characters> characters;
    if (read_typed(typed, kTypedCode, characters.mutable_view()))
        return {Reason::malformed, std::string(kTypedCode.name)};
    return Code(characters.view().first<kCodeCharacters>());
}

PrintedCode printed_code(const Code& code) {
    PrintedCode out;
    const auto checks =
        check_characters({reinterpret_cast<const char*>(code.view().data()), code.view().size()});
    std::ranges::copy(checks, std::ranges::copy(code.view(), out.mutable_view().begin()).out);
    return out;
}

SigningKey code_key(const Bytes32& nonce, std::uint32_t roll_number, const Code& code) {
    return SigningKey(SecretTranscript("code").add(nonce).add_le32(roll_number).add(code.view()).hb());
}

Bytes32 person_hash(const Bytes32& salt, std::uint32_t number, std::string_view name, std::string_view unit) {
    return Transcript("person").add(salt).add_le32(number).add(name).add(unit).hb();
}

Credential draw_credential(const Code& code, const Bytes32& election_id, std::uint32_t roll_number,
                           Rng& rng) {
    const auto draw = [&](std::uint64_t number) {
        SecretBytes<64> fresh;
        rng.fill(fresh.mutable_view());
        return SecretTranscript("credential")
            .add(code.view())
            .add(election_id)
            .add_le32(roll_number)
            .add(fresh.view())
            .add_le64(number)
            .hs();
    };
    SecretScalar sk = draw(0);
    return {std::move(sk), draw(1)};
}

Enrolment make_enrolment(const Bytes32& election_id, std::uint32_t roll_number, const Credential& credential,
                         Rng& rng) {
    const Point pk = credential.pk();
    const auto [R, z, z_u] =
        prove_representation(enrolment_statement(election_id, roll_number, pk), credential, rng);
    return {roll_number, pk, R, z, z_u};
}

Status check_enrolment(const Bytes32& election_id, const Enrolment& enrolment) {
    if (enrolment.pk.is_identity()) return {Reason::bad_proof, "enrolment: identity key"};
    const auto checked =
        check_representation(enrolment_statement(election_id, enrolment.roll_number, enrolment.pk),
                             enrolment.pk, {enrolment.proof_r, enrolment.proof_z, enrolment.proof_z_u});
    if (!checked.ok()) return {Reason::bad_proof, "enrolment: bad proof"};
    return accepted();
}

}    // namespace vouch::election
