#pragma once
// How many bytes strangers can make a server hold, all of them together.

#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "net/hosts.h"

namespace vouch::net {

/// A host holds at most one of so many parts of what is left for all others. So whoever comes next finds
/// something, and nobody has to be cut off for it: of 16 parts, 50 hosts that take what they can get leave
/// five bytes in a hundred. Used from any thread; outlives what was taken of it.
class Budget {
public:
    Budget(std::size_t most, std::size_t parts) : most_(most), parts_(parts) {}

    /// Bytes that somebody holds, until it is destroyed.
    class Held {
    public:
        Held() = default;
        Held(Held&& other) noexcept
            : of_(std::exchange(other.of_, nullptr)), host_(other.host_), bytes_(other.bytes_) {}
        Held& operator=(Held&& other) noexcept {
            Held(std::move(other)).swap(*this);
            return *this;
        }
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;
        ~Held() {
            if (of_ != nullptr) of_->give_back(host_, bytes_);
        }

    private:
        friend Budget;
        Held(Budget& of, Host host, std::size_t bytes) : of_(&of), host_(host), bytes_(bytes) {}
        void swap(Held& other) noexcept {
            std::swap(of_, other.of_);
            std::swap(host_, other.host_);
            std::swap(bytes_, other.bytes_);
        }
        Budget* of_ = nullptr;
        Host host_ = 0;
        std::size_t bytes_ = 0;
    };

    /// Nothing where that would be more than is left; it may be asked again.
    std::optional<Held> take(Host host, std::size_t bytes);
    std::size_t held() const;
    /// How much of what it may hold now a host holds; 100 or more where it gets nothing.
    std::size_t used_percent(Host host) const;

private:
    void give_back(Host host, std::size_t bytes) noexcept;

    const std::size_t most_, parts_;
    mutable std::mutex mutex_;    // guards what follows
    std::size_t held_ = 0;
    std::unordered_map<Host, std::size_t> by_host_;    // those that hold something
};

}    // namespace vouch::net
