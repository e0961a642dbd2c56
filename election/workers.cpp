#include "election/workers.h"

#include <algorithm>

namespace vouch::election {
namespace {

class ThisThread : public Workers {
public:
    std::size_t count() const override { return 1; }
    void post(std::function<void()> task) override { task(); }
};

}    // namespace

Workers& this_thread() {
    static ThisThread workers;
    return workers;
}

std::size_t WorkerThreads::cores() {
    return std::max(1u, std::thread::hardware_concurrency());
}

WorkerThreads::~WorkerThreads() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void WorkerThreads::post(std::function<void()> task) {
    // First, since it may throw: a task that was refused must not run.
    if (threads_.size() < count_) threads_.emplace_back([this] { run(); });
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
}

void WorkerThreads::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
        if (tasks_.empty()) return;
        const std::function<void()> task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

}    // namespace vouch::election
