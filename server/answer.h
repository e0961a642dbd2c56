#pragma once
// How strands and threads answer coroutines. docs/architecture.md, "One ballot's way".

#include <spdlog/spdlog.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>

#include "crypto/result.h"

namespace vouch::server {

namespace asio = boost::asio;

/// Receives an answer. It is called exactly once, from any thread.
template <class T>
using Then = std::function<void(T)>;

/// The rule for exceptions at the edge of a strand, a thread or a coroutine: what is thrown there says that
/// the world failed (a disk, memory). It ends the piece of work that it came from and nothing else, it is
/// logged with its place, and whoever waits for that work is told "over capacity". False where it was thrown.
template <class Work>
bool within_edge(const char* place, Work&& work) noexcept {
    try {
        std::forward<Work>(work)();
        return true;
    } catch (const std::exception& error) {
        spdlog::error("{}: {}", place, error.what());
    } catch (...) {
        spdlog::error("{}: something that is no exception was thrown", place);
    }
    return false;
}
/// Runs work() on that executor, within the edge.
template <class Executor, class Work>
void post_within_edge(const Executor& executor, const char* place, Work work) {
    asio::post(executor, [place, work = std::move(work)]() mutable { within_edge(place, work); });
}
/// Runs work(expired) when the timer expires, or is cancelled (false), within the edge.
template <class Timer, class Work>
void wait_within_edge(Timer& timer, const char* place, Work work) {
    timer.async_wait([place, work = std::move(work)](const boost::system::error_code& error) mutable {
        within_edge(place, [&] { work(!error); });
    });
}
/// The answer to the caller that waits for work that failed.
inline Rejection failed_work() {
    return {Reason::over_capacity, "the server cannot read or store it now"};
}

/// Calls start(then) and waits for the answer, which comes on the coroutine's own executor. It waits without
/// a limit, so whoever holds `then` has to call it.
template <class T, class Start>
asio::awaitable<T> answer_of(Start start) {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(
        [](auto handler, Start begun) {
            const auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
            begun(Then<T>([waiting](T value) {
                asio::post(
                    asio::get_associated_executor(*waiting),
                    [waiting, held = std::move(value)]() mutable { std::move (*waiting)(std::move(held)); });
            }));
        },
        asio::use_awaitable, std::move(start));
}

/// Runs work(), which returns a Result<T>, on that executor.
template <class T, class Work>
asio::awaitable<Result<T>> run_on(asio::any_io_executor executor, const char* place, Work work) {
    return answer_of<Result<T>>([executor, place, work = std::move(work)](Then<Result<T>> then) mutable {
        asio::post(executor, [place, then = std::move(then), work = std::move(work)]() mutable {
            Result<T> outcome = failed_work();
            within_edge(place, [&] { outcome = work(); });
            then(std::move(outcome));
        });
    });
}

}    // namespace vouch::server
