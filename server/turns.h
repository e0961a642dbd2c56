#pragma once
// A queue in which several take turns: whoever comes with much waits behind itself, and not before others.

#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <utility>

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
    /// What is thrown for want of memory leaves everything as it was.
    template <class... Rest>
    void push(const Key& key, Rest&&... rest) {
        if (const auto at = queues_.find(key); at != queues_.end())
            return at->second.push(std::forward<Rest>(rest)...);
        std::list<Key> turn{key};
        Queue queue;
        queue.push(std::forward<Rest>(rest)...);
        queues_.emplace(key, std::move(queue));
        turns_.splice(turns_.end(), turn);
    }
    /// Only where something is there. It needs no memory.
    Value pop() {
        const auto at = queues_.find(turns_.front());
        Value out = at->second.pop();
        if (at->second.empty()) {
            queues_.erase(at);
            turns_.pop_front();
        } else {
            turns_.splice(turns_.end(), turns_, turns_.begin());
        }
        return out;
    }
    bool empty() const { return queues_.empty(); }
    template <class Visit>
    void each(Visit&& visit) {
        for (auto& [key, queue] : queues_) queue.each(visit);
    }

private:
    std::map<Key, Queue> queues_;    // none of them is empty
    std::list<Key> turns_;           // its keys
};

}    // namespace vouch::server
