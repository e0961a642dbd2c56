#pragma once
// A log replayed beside plain apply, which has to say the same: on this thread, and on more threads than
// there are batches.

#include <catch2/catch.hpp>

#include "election/replay.h"
#include "tests/support/elections.h"

namespace vouch::testing {

struct Outcome {
    election::State state;
    std::optional<election::Replay::Refusal> refusal;
};

inline Outcome one_by_one(const std::vector<Bytes>& log) {
    Outcome out;
    for (const Bytes& carried : log) {
        const std::uint64_t index = out.state.log.size();
        const Status status = election::apply_carried(out.state, carried);
        if (!status.ok()) {
            out.refusal = election::Replay::Refusal{index, status.rejection()};
            break;
        }
    }
    return out;
}

inline Outcome replayed_on(const std::vector<Bytes>& log, election::Workers& workers) {
    election::Replay replay(system_rng(), {}, workers);
    for (const Bytes& carried : log)
        if (!replay.feed(carried)) break;
    replay.finish();
    return {replay.state(), replay.refusal()};
}

inline void check_same(const Outcome& out, const Outcome& plain) {
    REQUIRE(out.refusal.has_value() == plain.refusal.has_value());
    if (out.refusal) {
        CHECK(out.refusal->index == plain.refusal->index);
        CHECK(to_string(out.refusal->why) == to_string(plain.refusal->why));
    }
    CHECK(described(out.state) == described(plain.state));
}

inline Outcome replayed(const std::vector<Bytes>& log) {
    constexpr std::size_t kThreads = 4;
    const Outcome plain = one_by_one(log);
    election::WorkerThreads threads(kThreads);
    check_same(replayed_on(log, threads), plain);
    return plain;
}

}    // namespace vouch::testing
