#include "election/lookup.h"

#include "election/enrolment.h"

namespace vouch::election {

std::string_view name(Standing standing) {
    switch (standing) {
        case Standing::counted:
            return "counted";
        case Standing::superseded:
            return "superseded";
        case Standing::absent:
            return "absent";
    }
    return "unknown standing";
}

std::optional<Bytes32> TrackerIndex::add(const State& state, const Entry& entry) {
    const auto* body = std::get_if<BallotBody>(&entry.body);
    if (!body) return {};
    constexpr std::size_t kTagOffset = 8;    // after ring and revision
    const auto tag = exactly<32>(ByteView(body->bytes).subspan(kTagOffset, 32));
    const CountedBallot& ballot = state.ballots.at(*tag);
    by_tracker_.insert_or_assign(ballot.tracker, Place{ballot.index, ballot.revision, *tag});
    last_of_tag_.insert_or_assign(*tag, ballot.index);
    return ballot.tracker;
}

Lookup TrackerIndex::find(const Bytes32& tracker) const {
    const auto found = by_tracker_.find(tracker);
    if (found == by_tracker_.end()) return {};
    const auto& [index, revision, tag] = found->second;
    const bool last = last_of_tag_.at(tag) == index;
    return {last ? Standing::counted : Standing::superseded, index, revision};
}

std::optional<Bytes32> TrackerIndex::shown_as(std::string_view characters) const {
    for (const auto& [tracker, place] : by_tracker_)
        if (tracker_text(tracker) == characters) return tracker;
    return std::nullopt;
}

}    // namespace vouch::election
