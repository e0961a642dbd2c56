#include "election/state.h"

#include <algorithm>

#include "crypto/transcript.h"

namespace vouch::election {

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

const RollPlace* State::place(std::uint32_t roll_number) const {
    return roll_number >= 1 && roll_number <= roll.size() ? &roll[roll_number - 1] : nullptr;
}

std::uint32_t State::enrolled() const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(roll, [](const RollPlace& place) { return place.pk.has_value(); }));
}

std::uint32_t State::papers_issued() const {
    return static_cast<std::uint32_t>(std::ranges::count_if(roll, &RollPlace::paper));
}

std::uint32_t State::confirmers() const {
    const std::size_t trustees = ceremony ? ceremony->board.trustees.size() : 0;
    return static_cast<std::uint32_t>(trustees + manifest.witness_keys.size());
}

std::uint32_t State::confirmations_needed() const {
    return (confirmers() + manifest.threshold - 1) / 2 + 1;
}

bool State::open_confirmed() const {
    return opening && open_confirmers.size() >= confirmations_needed();
}

bool State::close_confirmed() const {
    return close_confirmers.size() >= confirmations_needed();
}

std::uint32_t State::collected() const {
    return static_cast<std::uint32_t>(ballots.size()) + (paper_count ? paper_count->collected : 0);
}

std::uint32_t State::base() const {
    return manifest.rules.base == static_cast<std::uint32_t>(Base::summoned) ? summoned() : collected();
}

}    // namespace vouch::election
