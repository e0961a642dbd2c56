#pragma once
// How long a replacement waits after its tag's last ballot. docs/protocol.md, section 3.7.

#include <chrono>
#include <deque>
#include <map>

#include "election/state.h"
#include "server/limits.h"

namespace vouch::server {

/// When the tags' last ballots were admitted, for as long as that matters. The times are here and nowhere
/// else, since a time that is stored or logged would tell who cast when. A restart therefore forgets them:
/// after it the next replacement of each tag is admitted at once, and those after that wait again. Bounded by
/// the ballots admitted within the longest wait. Used by one thread at a time.
class Spacing {
public:
    explicit Spacing(const ReplaceAfter& after) : after_(after) {}

    /// How long such a replacement waits after the last ballot.
    Duration wait(std::uint32_t revision, bool last_call) const;
    /// How long this ballot still waits. It is zero where the ballot may be admitted, and where apply refuses
    /// it for another reason. `last_call` says whether one is announced.
    Duration left(const election::State& state, const election::VerifiedBallot& ballot, bool last_call,
                  TimePoint now) const;
    void admitted(const Bytes32& tag, TimePoint now);    // `now` never goes back
    void forget() { last_.clear(), in_order_.clear(); }
    std::size_t remembered() const { return in_order_.size(); }

private:
    ReplaceAfter after_;
    std::map<Bytes32, TimePoint> last_;    // by tag
    std::deque<std::pair<TimePoint, Bytes32>> in_order_;
};

}    // namespace vouch::server
