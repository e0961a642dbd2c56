#include "election/enrolment.h"

#include <sodium.h>

#include <stdexcept>

#include "crypto/transcript.h"

namespace vouch::election {
namespace {

Transcript enrolment_statement(const Bytes32& election_id, std::uint32_t roll_number, const Point& pk) {
    return Transcript("enrol").add(election_id).add_le32(roll_number).add(pk);
}

/// What a typed character stands for; 0 for one that stands for nothing.
char code_character(char typed) {
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'O') return '0';
    if (upper == 'I' || upper == 'L') return '1';
    return kCodeAlphabet.find(upper) == std::string_view::npos ? '\0' : upper;
}

}    // namespace

Code draw_code(Rng& rng) {
    Code code;
    rng.fill(code.mutable_view());
    for (std::uint8_t& byte : code.mutable_view())
        byte =
            static_cast<std::uint8_t>(kCodeAlphabet[byte % kCodeAlphabet.size()]);    // 32 letters: no bias
    return code;
}

Result<Code> read_code(std::string_view typed) {
    Code code;
    std::size_t length = 0;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const char meant = code_character(c);
        if (meant == '\0' || length == kCodeCharacters)
            return {Reason::malformed, "a code is 20 letters and digits, as printed on the slip"};
        code.mutable_view()[length++] = static_cast<std::uint8_t>(meant);
    }
    if (length != kCodeCharacters)
        return {Reason::malformed, "a code is 20 letters and digits, as printed on the slip"};
    return code;
}

SigningKey code_key(const Bytes32& nonce, std::uint32_t roll_number, const Code& code) {
    // Transcript's framing, over a buffer that is wiped.
    const auto framed =
        SecretBuffer::concat({frame_of(bytes_of("vouch/1")), frame_of(bytes_of("code")), frame_of(nonce),
                              frame_of(le32(roll_number)), le64(kCodeCharacters), code.view()});
    SecretBytes<32> seed;
    crypto_hash_sha256(seed.mutable_view().data(), framed.view().data(), framed.view().size());
    return SigningKey(seed);
}

Bytes32 person_hash(const Bytes32& salt, std::uint32_t number, std::string_view name, std::string_view unit) {
    return Transcript("person").add(salt).add_le32(number).add(name).add(unit).hb();
}

Enrolment make_enrolment(const Bytes32& election_id, std::uint32_t roll_number, const SecretScalar& sk,
                         NonceSource& nonces) {
    const Point pk = times_g(sk).publish();
    const auto [R, z] = prove_schnorr(enrolment_statement(election_id, roll_number, pk), sk, nonces);
    return {roll_number, pk, R, z};
}

Status check_enrolment(const Bytes32& election_id, const Enrolment& enrolment) {
    if (enrolment.pk.is_identity()) return {Reason::bad_proof, "enrolment: identity key"};
    const auto checked = check_schnorr(enrolment_statement(election_id, enrolment.roll_number, enrolment.pk),
                                       enrolment.pk, {enrolment.proof_r, enrolment.proof_z});
    if (!checked.ok()) return {Reason::bad_proof, "enrolment: bad proof"};
    return accepted();
}

Bytes32 fingerprint_hash(const Bytes32& election_id, const Bytes32& open_digest) {
    return Transcript("fingerprint").add(election_id).add(open_digest).hb();
}

std::string fingerprint(const Bytes32& election_id, const Bytes32& open_digest) {
    constexpr unsigned long long kPasses = 2;
    constexpr std::size_t kMemoryBytes = std::size_t{64} << 20;
    constexpr std::uint64_t kDigitsModulus = 10'000'000'000'000'000;
    const Bytes32 under = fingerprint_hash(election_id, open_digest);
    const auto salt = bytes_of("vouch/1/fingerpr");
    ByteArray<16> out;
    if (crypto_pwhash(out.data(), out.size(), reinterpret_cast<const char*>(under.data()), under.size(),
                      salt.data(), kPasses, kMemoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory for the fingerprint (64 MiB)");
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;) value = value << 8 | out[i];
    const std::string digits = std::to_string(value % kDigitsModulus);
    return std::string(16 - digits.size(), '0') + digits;
}

std::string in_groups_of_four(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += digits[i];
    }
    return out;
}

std::string tracker_text(const Bytes32& tracker) {
    std::string out;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        buffer = buffer << 8 | tracker[i];
        for (bits += 8; bits >= 5; bits -= 5) out += kCodeAlphabet[buffer >> (bits - 5) & 31];
    }
    return out + kCodeAlphabet[buffer << (5 - bits) & 31];    // 128 bits are 25 letters and three bits more
}

}    // namespace vouch::election
