#pragma once
// The published state of a conference, and the followers that are told when it changes.

#include <mutex>
#include <vector>

#include "server/limits.h"
#include "server/part.h"
#include "server/published.h"

namespace vouch::server {

/// Is called on the conference's strand whenever the published state changes, and must not block.
using Follower = std::function<void(const std::shared_ptr<const Published>&)>;

class Noticeboard : public Part<Noticeboard> {
public:
    /// `ballots`: as many as are shown from the start.
    Noticeboard(const Strand& strand, const Limits& limits, std::uint32_t ballots);

    /// From any thread.
    std::shared_ptr<const Published> published() const;

    // On the strand.

    /// Replaces the published state. While voting the number of ballots moves in steps, so that it does not
    /// show who has just cast one. Followers are told with `tell`, or where that number moved.
    void show(Published fresh, bool tell);
    /// Adds a follower, which is told until its owner drops it.
    void follow(const std::weak_ptr<Follower>& follower) { followers_.push_back(follower); }
    /// How many followers there are. A connection that has died in silence is one until its ping stays
    /// unanswered.
    std::uint32_t followers() const;
    /// Stops its timer.
    void stop();

private:
    void put(Published fresh);
    void show_ballots_later(TimePoint due);
    void push();

    const Duration ballots_shown_every_, progress_every_;

    // On the strand.
    std::vector<std::weak_ptr<Follower>> followers_;
    std::uint32_t ballots_ = 0, ballots_shown_ = 0;
    // They start long in the past. Zero would not do, since the clock may count from the machine's start.
    TimePoint ballots_shown_at_ = TimePoint::min(), pushed_at_ = TimePoint::min();
    bool ballots_armed_ = false, push_armed_ = false, stopped_ = false;
    Timer ballots_timer_, push_timer_;

    mutable std::mutex mutex_;    // guards published_
    std::shared_ptr<const Published> published_;
};

}    // namespace vouch::server
