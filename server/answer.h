#pragma once
// How strands and threads answer coroutines. docs/architecture.md, "One ballot's way".

#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "crypto/result.h"
#include "net/strand.h"

namespace vouch::server {

namespace asio = boost::asio;

/// Receives an answer, from any thread. Its first call counts; where all copies go without one, whoever waits
/// is told that the work failed.
template <class T>
using Then = std::function<void(T)>;

/// The rule for exceptions at the edge of a strand, a thread or a coroutine: what is thrown there says that
/// the world failed (a disk, memory). It ends the piece of work that it came from and nothing else, it is
/// logged with what failed, and whoever waits for that work is told "over capacity". False where it was
/// thrown.
template <class Work>
bool within_edge(const char* what, Work&& work) noexcept {
    try {
        std::forward<Work>(work)();
        return true;
    } catch (const std::exception& error) {
        spdlog::error("{}: {}", what, error.what());
    } catch (...) {
        spdlog::error("{}: something that is no exception was thrown", what);
    }
    return false;
}
/// Runs work() again and again until it comes to its end: for what nothing goes on without, such as telling a
/// strand that a thread is done. It may throw only where there is no memory, and has changed nothing then.
template <class Work>
void until_done(const char* what, Work&& work) noexcept {
    while (!within_edge(what, work)) std::this_thread::sleep_for(net::kWithoutMemory);
}
/// Runs work() on that executor, within the edge. It is sure to be run.
template <class Executor, class Work>
void post_within_edge(const Executor& executor, const char* what, Work work) noexcept {
    until_done(what, [&] { asio::post(executor, [what, work]() mutable { within_edge(what, work); }); });
}
/// Runs work(expired) when the timer expires, or is cancelled (false), within the edge. It is sure to be run.
template <class Timer, class Work>
void wait_within_edge(Timer& timer, const char* what, Work work) noexcept {
    until_done(what, [&] {
        timer.async_wait([what, work](const boost::system::error_code& error) mutable {
            within_edge(what, [&] { work(!error); });
        });
    });
}
/// The answer to the caller that waits for work that failed.
inline Rejection failed_work() {
    return {Reason::over_capacity, "the server cannot read or store it now"};
}

/// A coroutine that waits for an answer. It is told once: the first answer, or `failed` where nobody is left
/// who could give one.
template <class T, class Handler>
class Waiting {
public:
    Waiting(Handler handler, T failed) : handler_(std::move(handler)), failed_(std::move(failed)) {}
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    ~Waiting() { tell(std::move(failed_)); }
    void tell(T value) noexcept {
        if (!told_.exchange(true)) resume(std::move(value));
    }

private:
    struct Resumed {
        Handler handler;
        T value;
        Resumed(Handler&& resumed, T&& told) : handler(std::move(resumed)), value(std::move(told)) {}
    };
    void resume(T value) noexcept {
        std::shared_ptr<Resumed> resumed;
        until_done("an answer", [&] {
            if (!resumed) resumed = std::make_shared<Resumed>(std::move(handler_), std::move(value));
            asio::post(asio::get_associated_executor(resumed->handler),
                       [resumed] { std::move(resumed->handler)(std::move(resumed->value)); });
        });
    }

    Handler handler_;
    T failed_;
    std::atomic<bool> told_{false};
};

/// Calls start(then) and waits for the answer, which comes on the coroutine's own executor; `failed` where
/// all copies of `then` went without a call.
template <class T, class Start>
asio::awaitable<T> answer_of(T failed, Start start) {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(
        [](auto handler, T otherwise, Start begun) {
            using Coroutine = Waiting<T, decltype(handler)>;
            std::shared_ptr<Coroutine> waiting;
            until_done("a question", [&] {
                waiting = std::make_shared<Coroutine>(std::move(handler), std::move(otherwise));
            });
            // Nothing is thrown past here: the coroutine is resumed by an answer alone.
            within_edge("a question",
                        [&] { begun(Then<T>([waiting](T value) { waiting->tell(std::move(value)); })); });
        },
        asio::use_awaitable, std::move(failed), std::move(start));
}

/// Runs work(), which returns a Result<T>, on that executor.
template <class T, class Work>
asio::awaitable<Result<T>> run_on(asio::any_io_executor executor, const char* what, Work work) {
    return answer_of(
        Result<T>(failed_work()), [executor, what, work = std::move(work)](Then<Result<T>> then) mutable {
            asio::post(executor, [what, then = std::move(then), work = std::move(work)]() mutable {
                within_edge(what, [&] { then(work()); });
            });
        });
}

}    // namespace vouch::server
