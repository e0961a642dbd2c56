#include "server/arrivals.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace vouch;
using namespace vouch::server;

namespace {

struct Arrived {
    std::string name;
    Room room;
};

struct Door {
    explicit Door(std::size_t ballots_max, std::size_t bytes_max = 1'000'000)
        : bytes(std::make_shared<net::Budget>(bytes_max, kBallotParts)), arrivals(ballots_max, bytes) {}
    bool arrives(const Sender& sender, const std::string& name, std::size_t envelope_bytes = 100) {
        auto room = arrivals.room(sender, envelope_bytes);
        if (room) arrivals.push(sender, {name, *std::move(room)});
        return room.has_value();
    }
    std::string all_in_turn() {
        std::string out;
        while (auto next = arrivals.pop()) out += next->name + " ";
        return out;
    }

    std::shared_ptr<net::Budget> bytes;
    Arrivals<Arrived> arrivals;
};

}    // namespace

TEST_CASE("hosts take turns, and so do the connections of a host") {
    Door door(100);
    for (const char* name : {"a1", "a2", "a3"}) REQUIRE(door.arrives({1, 1}, name));
    for (const char* name : {"b1", "b2"}) REQUIRE(door.arrives({1, 2}, name));
    REQUIRE(door.arrives({2, 3}, "c1"));
    REQUIRE(door.arrives({2, 3}, "c2"));
    CHECK(door.all_in_turn() == "a1 c1 b1 c2 a2 b2 a3 ");
    CHECK_FALSE(door.arrivals.pop());
    REQUIRE(door.arrives({1, 1}, "a4"));
    CHECK(door.all_in_turn() == "a4 ");
}

TEST_CASE("a host gets as much room as is left for the others, by number and by bytes") {
    Door by_number(10);
    for (int i = 0; i < 5; ++i) CHECK(by_number.arrives({1, 1}, "a"));
    CHECK_FALSE(by_number.arrives({1, 2}, "a"));
    CHECK(by_number.arrives({2, 3}, "b"));
    CHECK(by_number.all_in_turn().size() == 12);
    CHECK(by_number.arrives({1, 2}, "a"));    // there is room again

    Door by_bytes(10, 1000);
    CHECK(by_bytes.arrives({1, 1}, "a", 250));    // counted twice
    CHECK_FALSE(by_bytes.arrives({1, 1}, "a", 1));
    CHECK(by_bytes.arrives({2, 2}, "b", 100));
    CHECK(by_bytes.bytes->held() == 700);
    by_bytes.all_in_turn();
    CHECK(by_bytes.bytes->held() == 0);
}

TEST_CASE("who uses half of its share works for what it sends next, and nobody else does") {
    Door door(60);
    CHECK(door.arrivals.puzzle_bits({1, 1}) == 0);
    std::vector<unsigned> bits;
    while (door.arrives({1, 1}, "a")) bits.push_back(door.arrivals.puzzle_bits({1, 1}));
    CHECK(bits.size() == 30);
    CHECK(bits[18] == 0);
    CHECK(bits[19] == 8);    // twenty, where forty are left
    CHECK(bits[25] == 10);
    CHECK(bits[29] == 11);
    CHECK(std::ranges::is_sorted(bits));
    CHECK(door.arrivals.puzzle_bits({2, 2}) == 0);
}
