#include "server/noticeboard.h"

#include <algorithm>
#include <utility>

namespace vouch::server {

Noticeboard::Noticeboard(const Strand& strand, const Limits& limits, std::uint32_t ballots)
    : ballots_shown_every_(limits.ballots_shown_every),
      progress_every_(limits.progress_every),
      ballots_(ballots),
      ballots_shown_(ballots),
      ballots_timer_(strand),
      push_timer_(strand) {}

std::shared_ptr<const Published> Noticeboard::published() const {
    const std::lock_guard lock(mutex_);
    return published_;
}

void Noticeboard::put(Published fresh) {
    fresh.ballots = ballots_shown_;
    auto shown = std::make_shared<const Published>(std::move(fresh));
    const std::lock_guard lock(mutex_);
    published_ = std::move(shown);
}

void Noticeboard::show(Published fresh, bool tell) {
    ballots_ = fresh.ballots;
    if (ballots_ != ballots_shown_) {
        const TimePoint now = Clock::now(), due = ballots_shown_at_ + ballots_shown_every_;
        if (fresh.phase != election::Phase::voting || now >= due) {
            ballots_shown_ = ballots_;
            ballots_shown_at_ = now;
            tell = true;
        } else {
            show_ballots_later(due);
        }
    }
    put(std::move(fresh));
    if (tell) push();
}

void Noticeboard::show_ballots_later(TimePoint due) {
    if (stopped_ || std::exchange(ballots_armed_, true)) return;
    ballots_timer_.expires_at(due);
    wait_within_edge(ballots_timer_, "the number of ballots", [self = this->self()](bool expired) {
        self->ballots_armed_ = false;
        if (!expired) return;
        Published again = *self->published();
        again.ballots = self->ballots_;
        self->show(std::move(again), false);
    });
}

/// Tells the followers, now or as soon as the last time is long enough ago.
void Noticeboard::push() {
    const TimePoint now = Clock::now(), due = pushed_at_ + progress_every_;
    if (now < due) {
        if (stopped_ || std::exchange(push_armed_, true)) return;
        push_timer_.expires_at(due);
        wait_within_edge(push_timer_, "news for followers", [self = this->self()](bool expired) {
            self->push_armed_ = false;
            if (expired) self->push();
        });
        return;
    }
    pushed_at_ = now;
    const auto current = published();
    std::erase_if(followers_, [&current](const std::weak_ptr<Follower>& weak) {
        const auto follower = weak.lock();
        if (follower) within_edge("a follower", [&] { (*follower)(current); });
        return !follower;
    });
}

std::uint32_t Noticeboard::followers() const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(followers_, [](const auto& follower) { return !follower.expired(); }));
}

void Noticeboard::stop() {
    stopped_ = true;
    ballots_timer_.cancel();
    push_timer_.cancel();
}

}    // namespace vouch::server
