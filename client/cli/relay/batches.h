#pragma once
// Ballots wait here for others, so that the order in which they leave says nothing of the one in which they
// came. docs/protocol.md, section 7.

#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "crypto/random.h"

namespace vouch::client {

/// Used on one thread.
class Batches : public std::enable_shared_from_this<Batches> {
public:
    using Number = std::uint64_t;
    using Go = std::function<void()>;

    /// Made with make_shared. `rng` outlives it.
    Batches(boost::asio::any_io_executor executor, Rng& rng) : timer_(std::move(executor)), rng_(rng) {}

    /// `go` is called when the batch goes, one after the other in an order that is drawn, and
    /// never before this returns.
    Number join(Go go);
    /// Whoever left is not called any more.
    void leave(Number number) { waiting_.erase(number); }
    /// The batch goes, whoever is in it.
    void go();

    std::uint64_t gone() const { return gone_; }    // batches

private:
    void wait();

    boost::asio::steady_timer timer_;
    Rng& rng_;
    std::map<Number, Go> waiting_;
    Number next_ = 0;
    bool full_ = false;    // and about to go
    std::uint64_t gone_ = 0;
};

}    // namespace vouch::client
