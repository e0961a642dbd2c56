// The participant's side: finding one's place and sealing. Everything secret stays in its own types.
#include "crypto/declassify.h"
#include "crypto/secret_transcript.h"
#include "election/ballot.h"

namespace vouch::election {
namespace {

std::vector<SecretDigit> clone(std::span<const SecretDigit> digits) {
    std::vector<SecretDigit> out;
    for (const SecretDigit& digit : digits) out.push_back(digit.clone());
    return out;
}

/// What both seeds of a sealing hash; the marks' adds the levels.
SecretTranscript sealing_seed(std::string_view label, const Opening& opening, const PlacedCredential& placed,
                              const SealingTerms& terms, const Clock& clock, Rng& rng) {
    SecretBytes<64> fresh;
    rng.fill(fresh.mutable_view());
    SecretTranscript seed(label);
    seed.add(placed.credential.sk)
        .add(placed.credential.u)
        .add(opening.open_digest)
        .add_le32(placed.ring_index)
        .add_le32(terms.revision)
        .add_le64(terms.sealing)
        .add_le64(clock())
        .add(fresh.view());
    return seed;
}

/// One byte a level, 0 to 3.
SecretBuffer bytes_of_levels(std::span<const SecretDigit> levels) {
    SecretBuffer out(levels.size());
    for (std::size_t j = 0; j < levels.size(); ++j)
        for (std::uint8_t level = 1; level < kLevels; ++level)
            out.mutable_view()[j] |= static_cast<std::uint8_t>(levels[j].mask(level) & level);
    return out;
}

}    // namespace

Result<PlacedCredential> locate(const Opening& opening, Credential credential) {
    const Point pk = credential.pk();
    for (std::uint32_t g = 0; g < opening.rings.size(); ++g) {
        const auto& keys = opening.rings[g].keys;
        const auto found = std::find(keys.begin(), keys.end(), pk);
        if (found == keys.end()) continue;
        auto place = static_cast<std::size_t>(found - keys.begin());
        std::vector<SecretDigit> digits;
        for (std::uint32_t d = 0; d < opening.m; ++d, place /= kColumns)
            digits.emplace_back(static_cast<std::uint8_t>(place % kColumns));
        return PlacedCredential{std::move(credential), g, std::move(digits)};
    }
    return {Reason::not_fitting, "this credential is in no ring of the opening"};
}

PreparedSealing prepare(const Opening& opening, const PlacedCredential& placed, const SealingTerms& terms,
                        const Clock& clock, Rng& rng) {
    const SecretBytes<64> seed = sealing_seed("sealing/place", opening, placed, terms, clock, rng).h();
    PreparedSealing prepared{terms, PlaceRandomness::draw(opening.m, NonceSource(seed, rng)), {}};
    prepared.sums = ring_sums(opening.rings[placed.ring_index], placed.digits, prepared.place);
    return prepared;
}

SealedBallot seal(const Opening& opening, const PlacedCredential& placed, std::span<const SecretDigit> levels,
                  PreparedSealing prepared, const Clock& clock, Rng& rng) {
    const SecretBytes<64> seed = sealing_seed("sealing/marks", opening, placed, prepared.terms, clock, rng)
                                     .add(bytes_of_levels(levels).view())
                                     .h();
    return seal(opening, placed, levels, std::move(prepared),
                MarksRandomness::draw(opening.officials, NonceSource(seed, rng)));
}

SealedBallot seal(const Opening& opening, const PlacedCredential& placed, std::span<const SecretDigit> levels,
                  PreparedSealing prepared, MarksRandomness marks) {
    VOUCH_CHECK(levels.size() == opening.officials);
    SealedBallot sealed;
    for (const SecretScalar& r : marks.r) sealed.r.push_back(r.clone());
    sealed.levels = clone(levels);
    const std::uint32_t revision = prepared.terms.revision;
    Ballot ballot{placed.ring_index,
                  revision,
                  prove_matrix(opening.statement(placed.ring_index, revision),
                               {placed.credential, levels, placed.digits}, std::move(marks),
                               std::move(prepared.place), std::move(prepared.sums)),
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
        std::uint8_t level = 0;
        for (std::uint8_t each = 1; each < kLevels; ++each) level |= sealed.levels[j].mask(each) & each;
        declassify(&level, sizeof level);
        shown.levels.push_back(static_cast<Level>(level));
    }
    return shown;
}

}    // namespace vouch::election
