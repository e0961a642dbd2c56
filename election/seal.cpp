// The participant's side: finding one's place and sealing. Everything secret stays in its own types.
#include "crypto/transcript.h"
#include "election/ballot.h"

namespace vouch::election {
namespace {

std::vector<SecretDigit> clone(std::span<const SecretDigit> digits) {
    std::vector<SecretDigit> out;
    for (const SecretDigit& digit : digits) out.push_back(digit.clone());
    return out;
}

}    // namespace

Result<Credential> locate(const Opening& opening, SecretScalar sk) {
    const Point pk = times_g(sk).publish();
    for (std::uint32_t g = 0; g < opening.rings.size(); ++g) {
        const auto& keys = opening.rings[g].keys;
        const auto found = std::find(keys.begin(), keys.end(), pk);
        if (found == keys.end()) continue;
        auto place = static_cast<std::size_t>(found - keys.begin());
        std::vector<SecretDigit> digits;
        for (std::uint32_t d = 0; d < opening.m; ++d, place /= kColumns)
            digits.emplace_back(static_cast<std::uint8_t>(place % kColumns));
        return Credential{std::move(sk), g, std::move(digits)};
    }
    return {Reason::not_fitting, "this credential is in no ring of the opening"};
}

PreparedSealing prepare(const Opening& opening, const Credential& credential, NonceSource& nonces) {
    PreparedSealing prepared;
    prepared.randomness = MatrixRandomness::draw(opening.officials, opening.m, nonces);
    prepared.sums = ring_sums(opening.rings[credential.ring_index], credential.digits, prepared.randomness);
    return prepared;
}

SealedBallot seal(const Opening& opening, const Credential& credential, std::span<const SecretDigit> levels,
                  std::uint32_t revision, PreparedSealing prepared) {
    VOUCH_CHECK(levels.size() == opening.officials);
    SealedBallot sealed;
    for (const SecretScalar& r : prepared.randomness.r) sealed.r.push_back(r.clone());
    sealed.levels = clone(levels);
    Ballot ballot{credential.ring_index,
                  revision,
                  prove_matrix(opening.statement(credential.ring_index, revision),
                               {credential.sk, levels, credential.digits}, std::move(prepared.randomness),
                               std::move(prepared.sums)),
                  {}};
    sealed.body = encode_ballot(ballot);
    sealed.tracker = tracker_of(opening.open_digest, ballot.proof.ciphertexts, sealed.body);
    sealed.ciphertexts = std::move(ballot.proof.ciphertexts);
    return sealed;
}

Result<std::vector<Level>> check_challenge(const Opening& opening, const Bytes32& noted_tracker,
                                           const ChallengedBallot& shown) {
    const std::size_t k = opening.officials;
    if (shown.ciphertexts.size() != k || shown.levels.size() != k || shown.r.size() != k)
        return {Reason::malformed, "challenge: not one line per official"};
    for (std::size_t j = 0; j < k; ++j) {
        const auto level = static_cast<std::size_t>(shown.levels[j]);
        if (level >= kLevels) return {Reason::malformed, "challenge: level"};
        const auto& [alpha, beta] = shown.ciphertexts[j];
        if (alpha != times_g(shown.r[j]) || beta != shown.r[j] * opening.Y + times_g(opening.w[level]))
            return {Reason::bad_proof, "challenge: official " + std::to_string(j)};
    }
    if (tracker_of_parts(tracker_choices(opening.open_digest, shown.ciphertexts), shown.rest) !=
        noted_tracker)
        return {Reason::bad_proof, "challenge: another tracker"};
    return shown.levels;
}

ChallengedBallot challenge(SealedBallot sealed) {
    ChallengedBallot shown;
    shown.ciphertexts = std::move(sealed.ciphertexts);
    shown.rest = sealed.tracker.rest;
    for (std::size_t j = 0; j < sealed.r.size(); ++j) {
        shown.r.push_back(disclose(sealed.r[j].clone()));
        for (std::uint8_t level = 0; level < kLevels; ++level)
            if (sealed.levels[j].mask(level) != 0) shown.levels.push_back(static_cast<Level>(level));
    }
    return shown;
}

}    // namespace vouch::election
