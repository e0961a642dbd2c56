// What is thrown at the edge of a strand, a pool of threads or a timer ends that piece of work and nothing
// else.

#include <catch2/catch.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>
#include <thread>

#include "server/answer.h"
#include "tests/server/own_time.h"

using namespace vouch;
using namespace vouch::server;
using namespace std::chrono_literals;

namespace {

[[noreturn]] void fail() {
    throw std::runtime_error("thrown on purpose");
}

}    // namespace

TEST_CASE("what throws on a pool's thread or a strand ends nothing else") {
    asio::thread_pool pool(1);
    const auto strand = asio::make_strand(pool);
    std::promise<void> reached;
    post_within_edge(pool.get_executor(), "a pool", [] { fail(); });
    post_within_edge(strand, "a strand", [] { fail(); });
    post_within_edge(strand, "a strand", [] { throw 7; });
    post_within_edge(strand, "a strand", [&reached] { reached.set_value(); });
    reached.get_future().get();
    pool.join();
}

TEST_CASE("what throws when a timer expires ends nothing else") {
    testing::OwnTime time;
    Timer timer(time.context);
    std::vector<bool> told;
    const auto wait = [&](bool throws) {
        timer.expires_after(1s);
        wait_within_edge(timer, "a timer", [&told, throws](bool expired) {
            told.push_back(expired);
            if (throws) fail();
        });
    };
    wait(true);
    time.advance(1s);
    wait(false);
    time.advance(1s);
    wait(true);
    timer.cancel();
    time.run();
    CHECK(told == std::vector<bool>{true, true, false});
}

namespace {

/// What a coroutine is told that asks start().
template <class Start>
std::vector<int> told_in(asio::io_context& context, Start start) {
    std::vector<int> out;
    asio::co_spawn(
        context, [&]() -> asio::awaitable<void> { out.push_back(co_await answer_of(-1, std::move(start))); },
        asio::detached);
    context.run();
    return out;
}
template <class Start>
std::vector<int> told(Start start) {
    asio::io_context context;
    return told_in(context, std::move(start));
}

}    // namespace

TEST_CASE("who waits for an answer is told one, whatever becomes of the question") {
    CHECK(told([](const Then<int>& then) { then(1); }) == std::vector{1});
    CHECK(told([](const Then<int>& then) { then(1), then(2); }) == std::vector{1});
    CHECK(told([](const Then<int>&) {}) == std::vector{-1});    // dropped
    CHECK(told([](const Then<int>&) { fail(); }) == std::vector{-1});
    CHECK(told([](const Then<int>& then) { then(1), fail(); }) == std::vector{1});

    std::vector<Then<int>> kept;
    std::thread later;
    asio::io_context context;
    const auto dropped_later = told_in(context, [&](Then<int> then) {
        kept.push_back(std::move(then));
        later = std::thread([&kept] { kept.clear(); });
    });
    later.join();
    CHECK(dropped_later == std::vector{-1});
}

TEST_CASE("what nothing goes on without is done as soon as there is memory for it") {
    int tries = 0;
    until_done("memory", [&tries] {
        if (++tries < 3) throw std::bad_alloc();
    });
    CHECK(tries == 3);
}
