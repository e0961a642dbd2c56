#pragma once
// The threads that proofs are checked on. This folder starts no thread by itself: the caller of a replay
// passes the workers in.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vouch::election {

class Workers {
public:
    virtual ~Workers() = default;
    /// How many tasks run at a time; at least 1.
    virtual std::size_t count() const = 0;
    /// Runs the task once, at once or later, on any thread. The task throws nothing.
    virtual void post(std::function<void()> task) = 0;
};

/// Runs each task at once, on the thread that posts it.
Workers& this_thread();

/// Starts its threads with the first task. Its destructor waits until every posted task has run. One thread
/// posts.
class WorkerThreads : public Workers {
public:
    explicit WorkerThreads(std::size_t count = cores()) : count_(count) {}
    ~WorkerThreads() override;
    WorkerThreads(const WorkerThreads&) = delete;
    WorkerThreads& operator=(const WorkerThreads&) = delete;

    std::size_t count() const override { return count_; }
    void post(std::function<void()> task) override;

private:
    static std::size_t cores();
    void run();

    const std::size_t count_;
    std::mutex mutex_;    // of all below but the threads
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}    // namespace vouch::election
