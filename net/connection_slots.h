#pragma once
// A server's slots for connections, and who gives way when all are taken: of the host that holds most of
// them, one of the connections that have got least far. A host is forgotten with its last connection.

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>

#include "net/hosts.h"

namespace vouch::net {

/// How far a connection has got. What has got to `working` never gives way.
enum class HowFar : std::uint8_t { coming, asking, listening, working };

/// Is used under its owner's lock.
class ConnectionSlots {
public:
    using Number = std::uint64_t;
    explicit ConnectionSlots(std::size_t most) : most_(most) {}

    struct Taken {
        Number number;
        std::optional<Number> gives_way;    // the connection that has to be cut, and holds no slot any more
    };
    /// A slot for a connection from there; nothing where all are taken by those that work.
    std::optional<Taken> take(Host from);
    /// Of a connection that holds a slot; the others are none of its business any more.
    void advance(Number number, HowFar how_far);
    void leave(Number number);

    std::size_t taken() const { return slots_.size(); }

private:
    struct Slot {
        Host host = 0;
        HowFar how_far = HowFar::coming;
        std::uint64_t lot = 0;    // drawn, so that no order of coming is safe or doomed
    };
    using InTurn = std::set<std::tuple<HowFar, std::uint64_t, Number>>;

    void put(Number number, const Slot& slot);
    void remove(Number number, const Slot& slot);
    void recount(Host host, std::size_t before, std::size_t after);
    std::optional<Number> give_way();

    const std::size_t most_;
    std::map<Number, Slot> slots_;
    // Of those that may give way.
    std::map<Host, InTurn> by_host_;
    std::set<std::pair<std::size_t, Host>> by_count_;
    Number next_ = 0;
    std::mt19937_64 lots_{std::random_device()()};
};

}    // namespace vouch::net
