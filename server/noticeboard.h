#pragma once
// What everybody may see of a conference, and who is told when it changes.

#include <mutex>
#include <vector>

#include "server/limits.h"
#include "server/part.h"
#include "server/published.h"

namespace vouch::server {

/// Is told whenever what is published changes; called on the conference's strand, so it only passes on.
using Follower = std::function<void(const std::shared_ptr<const Published>&)>;

class Noticeboard : public Part<Noticeboard> {
public:
    /// `ballots`: as many as are shown from the start.
    Noticeboard(const Strand& strand, const Limits& limits, std::uint32_t ballots);

    /// From any thread.
    std::shared_ptr<const Published> published() const;

    // On the strand.

    /// Takes the place of what was shown. The number of ballots moves in steps while voting, so that it does
    /// not point at whoever has just pressed. The followers are told if `tell`, or if that number moved.
    void show(Published fresh, bool tell);
    /// Told from now on, until its owner lets go of it.
    void follow(const std::weak_ptr<Follower>& follower) { followers_.push_back(follower); }
    /// No timer is armed any more.
    void stop();

private:
    void put(Published fresh);
    void show_ballots_later(TimePoint due);
    void push();

    const Duration ballots_shown_every_, progress_every_;

    // On the strand.
    std::vector<std::weak_ptr<Follower>> followers_;
    std::uint32_t ballots_ = 0, ballots_shown_ = 0;
    // Long ago: the clock itself may have begun a moment ago, with the machine.
    TimePoint ballots_shown_at_ = TimePoint::min(), pushed_at_ = TimePoint::min();
    bool ballots_armed_ = false, push_armed_ = false, stopped_ = false;
    Timer ballots_timer_, push_timer_;

    mutable std::mutex mutex_;    // guards published_
    std::shared_ptr<const Published> published_;
};

}    // namespace vouch::server
