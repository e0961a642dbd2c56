#include "election/state.h"

#include <algorithm>

#include "crypto/transcript.h"
#include "election/fingerprint.h"
#include "election/slip.h"

namespace vouch::election {

std::uint32_t confirmations_needed(const Manifest& manifest) {
    const auto confirmers = manifest.trustees + static_cast<std::uint32_t>(manifest.witness_keys.size());
    return (confirmers + manifest.threshold - 1) / 2 + 1;
}

const Trustee* Ceremony::trustee(std::uint32_t number) const {
    return number >= 1 && number <= board.trustees.size() ? &board.trustees[number - 1] : nullptr;
}

Bytes32 Ceremony::dealings_digest() const {
    VOUCH_CHECK(dealt());
    Transcript transcript("dealings");
    transcript.add(digest);
    for (const auto& [trustee, hash] : dealing_hashes) transcript.add(hash);
    return transcript.hb();
}

std::vector<Commitments> Ceremony::commitments() const {
    std::vector<Commitments> out;
    for (const auto& [trustee, dealing] : dealings) out.push_back(dealing.commitments);
    return out;
}

const RollRecord* State::roll_record(std::uint32_t roll_number) const {
    return roll_number >= 1 && roll_number <= roll.size() ? &roll[roll_number - 1] : nullptr;
}

std::uint32_t State::enrolled() const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(roll, [](const RollRecord& record) { return record.pk.has_value(); }));
}

std::uint32_t State::papers_issued() const {
    return static_cast<std::uint32_t>(std::ranges::count_if(roll, &RollRecord::paper));
}

std::optional<std::uint32_t> State::trustee_with(const Bytes32& sign_key) const {
    if (!ceremony) return {};
    const auto& trustees = ceremony->board.trustees;
    const auto found = std::ranges::find(trustees, sign_key, &Trustee::sign_key);
    if (found == trustees.end()) return {};
    return static_cast<std::uint32_t>(found - trustees.begin()) + 1;
}

bool State::is_confirmer(const Bytes32& sign_key) const {
    return trustee_with(sign_key) ||
           std::ranges::find(manifest.witness_keys, sign_key) != manifest.witness_keys.end();
}

bool State::confirmed(const Confirmations& confirmations) const {
    return confirmations.keys.size() >= confirmations_needed() &&
           confirmations.trustees >= manifest.threshold;
}

std::optional<Bytes32> State::fingerprint_hash() const {
    if (!open_confirmed()) return {};
    return election::fingerprint_hash(election_id, open_digest, fingerprint_point(coins, manifest.threshold));
}

std::optional<Bytes32> State::anchor() const {
    if (!ceremony) return {};
    return slip_anchor(election_id, ceremony->digest);
}

std::uint32_t State::collected() const {
    return static_cast<std::uint32_t>(ballots.size()) + (paper_count ? paper_count->collected : 0);
}

std::uint32_t State::base() const {
    return manifest.rules.base == Base::summoned ? summoned() : collected();
}

}    // namespace vouch::election
