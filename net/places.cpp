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
    places_.emplace(out.number, place);
    put(out.number, place);
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

/// What works is in neither index.
void Places::put(Number number, const Place& place) {
    if (place.how_far == HowFar::working) return;
    InTurn& in_turn = by_host_[place.host];
    by_count_.erase({in_turn.size(), place.host});
    in_turn.emplace(place.how_far, place.lot, number);
    by_count_.emplace(in_turn.size(), place.host);
}
void Places::remove(Number number, const Place& place) {
    if (place.how_far == HowFar::working) return;
    InTurn& in_turn = by_host_[place.host];
    by_count_.erase({in_turn.size(), place.host});
    in_turn.erase({place.how_far, place.lot, number});
    if (in_turn.empty())
        by_host_.erase(place.host);
    else
        by_count_.emplace(in_turn.size(), place.host);
}

std::optional<Places::Number> Places::give_way() {
    if (by_count_.empty()) return {};
    const Number number = std::get<2>(*by_host_[by_count_.rbegin()->second].begin());
    leave(number);
    return number;
}

}    // namespace vouch::net
