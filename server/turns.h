#pragma once
// A queue in which several take turns: whoever comes with much waits behind itself, and not before others.

#include <cstddef>
#include <deque>
#include <map>

namespace vouch::server {

/// First in, first out.
template <class T>
class Line {
public:
    using Value = T;
    void push(T value) { values_.push_back(std::move(value)); }
    T pop() {
        T out = std::move(values_.front());
        values_.pop_front();
        return out;
    }
    bool empty() const { return values_.empty(); }
    template <class Visit>
    void each(Visit&& visit) {
        for (T& value : values_) visit(value);
    }

private:
    std::deque<T> values_;
};

/// A queue for each key: one value of each in turn. Queue is a Line, or InTurn again.
template <class Key, class Queue>
class InTurn {
public:
    using Value = typename Queue::Value;
    template <class... Rest>
    void push(const Key& key, Rest&&... rest) {
        const auto [at, added] = queues_.try_emplace(key);
        at->second.push(std::forward<Rest>(rest)...);
        if (added) turns_.push_back(key);
    }
    /// Only where something is there.
    Value pop() {
        const Key key = turns_.front();
        turns_.pop_front();
        const auto at = queues_.find(key);
        Value out = at->second.pop();
        if (at->second.empty())
            queues_.erase(at);
        else
            turns_.push_back(key);
        return out;
    }
    bool empty() const { return queues_.empty(); }
    template <class Visit>
    void each(Visit&& visit) {
        for (auto& [key, queue] : queues_) queue.each(visit);
    }

private:
    std::map<Key, Queue> queues_;    // none of them is empty
    std::deque<Key> turns_;          // its keys
};

}    // namespace vouch::server
