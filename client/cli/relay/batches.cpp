#include "client/cli/relay/batches.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <random>
#include <vector>

#include "client/cli/relay/limits.h"
#include "client/cli/shared/draws.h"

namespace vouch::client {

Batches::Number Batches::join(Go go) {
    const Number number = next_++;
    waiting_.emplace(number, std::move(go));
    if (waiting_.size() == 1) wait();
    if (waiting_.size() >= kBatchBallots && !std::exchange(full_, true))
        // Later, so that who came last waits like all others, and has no place of its own in the order.
        boost::asio::post(timer_.get_executor(), [self = shared_from_this()] { self->go(); });
    return number;
}

void Batches::go() {
    timer_.cancel();
    full_ = false;
    if (waiting_.empty()) return;
    std::vector<Go> batch;
    for (auto& [number, go] : waiting_) batch.push_back(std::move(go));
    waiting_.clear();
    std::ranges::shuffle(batch, Draws{rng_});
    ++gone_;
    for (const Go& go : batch) go();
}

void Batches::wait() {
    std::uniform_int_distribution<std::int64_t> drawn(0, kBatchWaitDrawnMax.count());
    Draws draws{rng_};
    timer_.expires_after(kBatchWait + std::chrono::milliseconds(drawn(draws)));
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        // One that was set anew since this one rang has its own end.
        if (self && !error && self->timer_.expiry() <= std::chrono::steady_clock::now()) self->go();
    });
}

}    // namespace vouch::client
