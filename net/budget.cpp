#include "net/budget.h"

namespace vouch::net {

std::optional<Budget::Held> Budget::take(Host host, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto at = by_host_.find(host);
    const std::size_t before = at == by_host_.end() ? 0 : at->second;
    const std::size_t left = most_ - held_;
    if (bytes > left || (before + bytes) > (left - bytes) / parts_) return {};
    by_host_[host] = before + bytes;
    held_ += bytes;
    return Held(*this, host, bytes);
}

std::size_t Budget::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

std::size_t Budget::used_percent(Host host) const {
    const std::lock_guard lock(mutex_);
    const auto at = by_host_.find(host);
    if (at == by_host_.end()) return 0;
    const std::size_t may = (most_ - held_) / parts_;
    return may == 0 ? 100 : 100 * at->second / may;
}

void Budget::give_back(Host host, std::size_t bytes) noexcept {
    const std::lock_guard lock(mutex_);
    held_ -= bytes;
    const auto at = by_host_.find(host);
    if (at == by_host_.end()) return;    // it held nothing
    at->second -= bytes;
    if (at->second == 0) by_host_.erase(at);
}

}    // namespace vouch::net
