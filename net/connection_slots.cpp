#include "net/connection_slots.h"

namespace vouch::net {

std::optional<ConnectionSlots::Taken> ConnectionSlots::take(Host from) {
    Taken out{next_, {}};
    if (slots_.size() >= most_) {
        out.gives_way = give_way();
        if (!out.gives_way) return {};
    }
    ++next_;
    const Slot slot{from, HowFar::coming, lots_()};
    put(out.number, slot);
    try {
        slots_.emplace(out.number, slot);
    } catch (...) {
        remove(out.number, slot);
        throw;
    }
    return out;
}

void ConnectionSlots::advance(Number number, HowFar how_far) {
    const auto at = slots_.find(number);
    if (at == slots_.end()) return;
    remove(number, at->second);
    at->second.how_far = how_far;
    put(number, at->second);
}

void ConnectionSlots::leave(Number number) {
    const auto at = slots_.find(number);
    if (at == slots_.end()) return;
    remove(number, at->second);
    slots_.erase(at);
}

/// What works is in neither index. What is thrown for want of memory leaves both as they were.
void ConnectionSlots::put(Number number, const Slot& slot) {
    if (slot.how_far == HowFar::working) return;
    if (const auto at = by_host_.find(slot.host); at != by_host_.end()) {
        at->second.emplace(slot.how_far, slot.lot, number);
        return recount(slot.host, at->second.size() - 1, at->second.size());
    }
    std::map<Host, InTurn> first;
    first[slot.host].emplace(slot.how_far, slot.lot, number);
    by_count_.emplace(1, slot.host);
    by_host_.merge(first);
}
/// Needs no memory: who leaves has left.
void ConnectionSlots::remove(Number number, const Slot& slot) {
    const auto at = by_host_.find(slot.host);
    if (at == by_host_.end() || at->second.erase({slot.how_far, slot.lot, number}) == 0) return;
    recount(slot.host, at->second.size() + 1, at->second.size());
    if (at->second.empty()) by_host_.erase(at);
}
void ConnectionSlots::recount(Host host, std::size_t before, std::size_t after) {
    auto counted = by_count_.extract({before, host});
    if (after == 0) return;
    counted.value().first = after;
    by_count_.insert(std::move(counted));
}

std::optional<ConnectionSlots::Number> ConnectionSlots::give_way() {
    if (by_count_.empty()) return {};
    const Number number = std::get<2>(*by_host_[by_count_.rbegin()->second].begin());
    leave(number);
    return number;
}

}    // namespace vouch::net
