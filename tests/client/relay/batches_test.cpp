// The order in which a relay's ballots leave, and how many it has room for.

#include "client/cli/relay/batches.h"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>

#include "client/cli/relay/counts.h"
#include "client/cli/shared/draws.h"

using namespace vouch;
using namespace vouch::client;

namespace {

using Order = std::vector<std::size_t>;

/// Batches on a thread of the test's own.
struct Mixing {
    boost::asio::io_context context;
    StreamRng rng;
    std::shared_ptr<Batches> batches;
    Order left;

    explicit Mixing(std::uint8_t seed) : rng(seed_of(seed)) {
        batches = std::make_shared<Batches>(context.get_executor(), rng);
    }
    static Bytes32 seed_of(std::uint8_t byte) {
        Bytes32 out{};
        out.fill(byte);
        return out;
    }
    Batches::Number join(std::size_t who) {
        return batches->join([this, who] { left.push_back(who); });
    }
    /// Those who left by now, in the order in which they did.
    Order gone() {
        context.restart();
        context.poll();
        return std::exchange(left, {});
    }
    Order full_batch() {
        for (std::size_t who = 0; who < kBatchBallots; ++who) join(who);
        return gone();
    }
};

Order in_order() {
    Order out(kBatchBallots);
    std::iota(out.begin(), out.end(), 0);
    return out;
}

}    // namespace

TEST_CASE("a batch goes once it is full, in the order that the generator draws") {
    Mixing mixing(1);
    StreamRng same(Mixing::seed_of(1));
    for (int batch = 0; batch < 100; ++batch) {
        for (std::size_t who = 0; who + 1 < kBatchBallots; ++who) mixing.join(who);
        CHECK(mixing.gone().empty());
        mixing.join(kBatchBallots - 1);
        CHECK(mixing.left.empty());    // who comes last is not called before it waits like the others
        // The first draw is that of the time after which the batch goes without being full.
        Draws draws{same};
        static_cast<void>(draws());
        Order expected = in_order();
        std::ranges::shuffle(expected, draws);
        CHECK(mixing.gone() == expected);
    }
    CHECK(mixing.batches->gone() == 100);
}

TEST_CASE("every order comes, about as often as any other, whatever the order of coming") {
    Mixing mixing(2);
    std::map<Order, int> seen;
    constexpr int kOfEach = 200, kOrders = 24;
    static_assert(kBatchBallots == 4);    // whence the 24
    for (int batch = 0; batch < kOfEach * kOrders; ++batch) ++seen[mixing.full_batch()];
    CHECK(seen.size() == kOrders);
    // With the seed as it is this comes out the same every time.
    for (const auto& [order, times] : seen) CHECK(std::abs(times - kOfEach) < kOfEach / 3);
}

TEST_CASE("who leaves before the batch goes is not in it, and a batch that waits long enough goes as it is") {
    Mixing mixing(3);
    mixing.join(0);
    mixing.batches->leave(mixing.join(1));
    mixing.join(2);
    mixing.join(3);
    CHECK(mixing.gone().empty());    // three wait
    mixing.context.restart();
    mixing.context.run();    // until nothing is set any more
    std::ranges::sort(mixing.left);
    CHECK(mixing.left == Order{0, 2, 3});
}

TEST_CASE("a batch that was full does not send the next one off before its time") {
    Mixing mixing(4);
    CHECK(mixing.full_batch().size() == kBatchBallots);
    mixing.join(0);
    CHECK(mixing.gone().empty());
    // Full, and one leaves before it goes: what comes after that belongs to it, or to a batch of its own.
    mixing.join(1);
    mixing.join(2);
    mixing.batches->leave(mixing.join(3));
    mixing.join(4);
    CHECK(mixing.gone().size() == kBatchBallots);
    mixing.join(5);
    CHECK(mixing.gone().empty());
}

TEST_CASE("one host has half of the room, and is forgotten with its last request") {
    constexpr std::size_t kRoom = 10;
    UnderWay under_way(kRoom);
    std::vector<UnderWay::Slot> first, others;
    for (std::size_t i = 0; i < kRoom / 2; ++i) first.push_back(under_way.take(1));
    CHECK(std::ranges::all_of(first, [](const UnderWay::Slot& slot) { return static_cast<bool>(slot); }));
    CHECK_FALSE(under_way.take(1));
    for (std::size_t i = 0; i < kRoom / 2; ++i) others.push_back(under_way.take(2 + i));
    CHECK(static_cast<bool>(others.back()));
    CHECK_FALSE(under_way.take(99));
    CHECK(under_way.hosts() == 1 + kRoom / 2);
    first.clear();
    CHECK(under_way.hosts() == kRoom / 2);
    CHECK(static_cast<bool>(under_way.take(1)));
    others.clear();
    CHECK(under_way.hosts() == 0);
}
