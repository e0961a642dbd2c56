#include "election/lookup.h"

#include "election/enrolment.h"

namespace vouch::election {

std::string_view name(Standing standing) {
    static constexpr std::string_view names[] = {"counted", "superseded", "absent"};
    return names[static_cast<std::size_t>(standing)];
}

std::optional<Bytes32> TrackerIndex::add(const State& state, const Entry& entry) {
    if (entry.kind() != Kind::ballot) return {};
    const Bytes32 tag = ballot_head(entry.body_bytes())->tag;
    const CountedBallot& ballot = state.ballots.at(tag);
    by_tracker_.insert_or_assign(ballot.tracker, LoggedBallot{ballot.index, ballot.revision, tag});
    last_of_tag_.insert_or_assign(tag, ballot.index);
    return ballot.tracker;
}

LookupResult TrackerIndex::find(const Bytes32& tracker) const {
    const auto found = by_tracker_.find(tracker);
    if (found == by_tracker_.end()) return {};
    const auto& [index, revision, tag] = found->second;
    const bool last = last_of_tag_.at(tag) == index;
    return {last ? Standing::counted : Standing::superseded, index, revision};
}

std::optional<Bytes32> TrackerIndex::tag_of(const Bytes32& tracker) const {
    const auto found = by_tracker_.find(tracker);
    if (found == by_tracker_.end()) return {};
    return found->second.tag;
}

std::optional<Bytes32> TrackerIndex::shown_as(std::string_view characters) const {
    for (const auto& [tracker, place] : by_tracker_)
        if (tracker_characters(tracker) == characters) return tracker;
    return std::nullopt;
}

}    // namespace vouch::election
