#pragma once
// What a relay knows of what it did: how often, and nothing else.

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "client/cli/relay/limits.h"
#include "net/hosts.h"

namespace vouch::client {

struct RelayCounts {
    std::uint64_t passed = 0;        // requests with the server's answer
    std::uint64_t refused = 0;       // by the relay itself
    std::uint64_t unanswered = 0;    // by the server
};

/// Room for requests under way. A host is a number that is drawn anew at each start (net/hosts.h), and is
/// forgotten with its last request. Used on one thread; outlives what was taken.
class UnderWay {
public:
    explicit UnderWay(std::size_t most) : most_(most) {}

    class Slot {
    public:
        Slot() = default;
        Slot(UnderWay& of, net::Host host) : of_(&of), host_(host) {}
        Slot(Slot&& other) noexcept : of_(std::exchange(other.of_, nullptr)), host_(other.host_) {}
        Slot& operator=(Slot&&) = delete;
        ~Slot() {
            if (of_ != nullptr) of_->leave(host_);
        }
        explicit operator bool() const { return of_ != nullptr; }

    private:
        UnderWay* of_ = nullptr;
        net::Host host_ = 0;
    };

    /// None where there is no room.
    Slot take(net::Host host) {
        if (all_ >= most_) return {};
        std::size_t& of_host = by_host_[host];
        if (of_host >= std::min(kUnderWayOfHostMax, (most_ + 1) / 2)) return {};
        ++of_host;
        ++all_;
        return {*this, host};
    }
    std::size_t hosts() const { return by_host_.size(); }

private:
    void leave(net::Host host) {
        --all_;
        const auto at = by_host_.find(host);
        if (--at->second == 0) by_host_.erase(at);
    }

    const std::size_t most_;
    std::size_t all_ = 0;
    std::unordered_map<net::Host, std::size_t> by_host_;
};

}    // namespace vouch::client
