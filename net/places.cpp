#include "net/places.h"

namespace vouch::net {

std::optional<Places::Taken> Places::take(Host from) {
    Taken out{next_, {}};
    if (places_.size() >= most_) {
        out.gives_way = give_way();
        if (!out.gives_way) return {};
    }
    ++next_;
    const Place place{from, HowFar::coming, lots_()};
    put(out.number, place);
    try {
        places_.emplace(out.number, place);
    } catch (...) {
        remove(out.number, place);
        throw;
    }
    return out;
}

void Places::advance(Number number, HowFar how_far) {
    const auto at = places_.find(number);
    if (at == places_.end()) return;
    remove(number, at->second);
    at->second.how_far = how_far;
    put(number, at->second);
}

void Places::leave(Number number) {
    const auto at = places_.find(number);
    if (at == places_.end()) return;
    remove(number, at->second);
    places_.erase(at);
}

/// What works is in neither index. What is thrown for want of memory leaves both as they were.
void Places::put(Number number, const Place& place) {
    if (place.how_far == HowFar::working) return;
    if (const auto at = by_host_.find(place.host); at != by_host_.end()) {
        at->second.emplace(place.how_far, place.lot, number);
        return recount(place.host, at->second.size() - 1, at->second.size());
    }
    std::map<Host, InTurn> first;
    first[place.host].emplace(place.how_far, place.lot, number);
    by_count_.emplace(1, place.host);
    by_host_.merge(first);
}
/// Needs no memory: who leaves has left.
void Places::remove(Number number, const Place& place) {
    const auto at = by_host_.find(place.host);
    if (at == by_host_.end() || at->second.erase({place.how_far, place.lot, number}) == 0) return;
    recount(place.host, at->second.size() + 1, at->second.size());
    if (at->second.empty()) by_host_.erase(at);
}
void Places::recount(Host host, std::size_t before, std::size_t after) {
    auto counted = by_count_.extract({before, host});
    if (after == 0) return;
    counted.value().first = after;
    by_count_.insert(std::move(counted));
}

std::optional<Places::Number> Places::give_way() {
    if (by_count_.empty()) return {};
    const Number number = std::get<2>(*by_host_[by_count_.rbegin()->second].begin());
    leave(number);
    return number;
}

}    // namespace vouch::net
