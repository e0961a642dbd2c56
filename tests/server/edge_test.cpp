// What is thrown at the edge of a strand, a pool of threads, a timer or a coroutine ends that piece of work
// and nothing else.

#include <catch2/catch.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>
#include <thread>

#include "server/answer.h"
#include "server/casting.h"
#include "server/messages.h"
#include "tests/server/own_time.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::server;
using namespace std::chrono_literals;

namespace {

[[noreturn]] void fail() {
    throw std::runtime_error("thrown on purpose");
}

/// A connection for casting over which heartbeats come, as many as may be under way and one more, and nothing
/// can be answered.
class FailingSocket : public net::WebSocket {
public:
    explicit FailingSocket(asio::io_context& context) : context_(context), closed_(context) {
        closed_.expires_at(std::chrono::steady_clock::time_point::max());
    }
    asio::any_io_executor executor() override { return context_.get_executor(); }
    net::Host host() const override { return 1; }
    asio::awaitable<std::optional<Bytes>> receive() override {
        std::optional<Bytes> none;
        pb::Request request;
        request.mutable_heartbeat();
        if (heartbeats_left_-- > 0) co_return wire::serialize(request);
        boost::system::error_code cancelled;
        if (closed == 0) co_await closed_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        co_return none;
    }
    void send(Bytes) override {
        ++answers;
        fail();
    }
    void close() override {
        ++closed;
        closed_.cancel();
    }
    void cut_after(std::chrono::steady_clock::duration) override {}
    void hold_slot(bool) override {}

    std::size_t answers = 0, closed = 0;

private:
    asio::io_context& context_;
    asio::steady_timer closed_;
    std::size_t heartbeats_left_ = kCastsUnderWayMax + 1;
};

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

TEST_CASE("what throws where a cast is answered closes its connection, which comes to its end") {
    const testing::TemporaryFolder folder;
    asio::io_context context;
    Service service(folder.path(), {context.get_executor(), context.get_executor(), 1});
    const auto socket = std::make_shared<FailingSocket>(context);
    bool ended = false;
    asio::co_spawn(context, serve_cast(service, nullptr, socket), [&ended](const std::exception_ptr& thrown) {
        CHECK_FALSE(thrown);
        ended = true;
    });
    context.run();
    CHECK(ended);    // no slot was lost with an answer
    CHECK(socket->answers == kCastsUnderWayMax + 1);
    CHECK(socket->closed == socket->answers);
}

TEST_CASE("what nothing goes on without is done as soon as there is memory for it") {
    int tries = 0;
    until_done("memory", [&tries] {
        if (++tries < 3) throw std::bad_alloc();
    });
    CHECK(tries == 3);
}
